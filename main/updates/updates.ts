import { hours, type Millis, minutes } from '../../app/units.ts';
import { UNASKED, type UpdateState, waitingVersion } from '../../app/updates.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { UpdateCommands } from './commands.ts';

/** Where newer versions come from. Everything rejects when it cannot be done. */
export interface UpdateSource {
  /** Whether the system asks for a password before it installs. */
  readonly needsPassword: boolean;
  /** The newer version that there is; null: none. */
  newer(): Promise<string | null>;
  /** Downloads it and checks that it is what was announced. */
  fetch(onPercent: (percent: number) => void): Promise<void>;
  /** Ends the app, installs what was downloaded, and starts it. */
  install(): void;
}

export interface UpdatesOptions {
  /** null: this copy of the app cannot replace itself. Called when somebody is to be asked. */
  readonly open: () => Promise<UpdateSource | null>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onState: (state: UpdateState) => void;
  /** A newer version is there that nobody asked for just now. */
  readonly onNewer: (version: string) => void;
  /** Whether to ask by itself. */
  readonly isWanted: () => boolean;
  /** What hangs on the wall is not restarted under the eyes of whoever looks at it. */
  readonly mayRestart: () => boolean;
  /** Closes the app in order; `finish` is called at the end. */
  readonly quit: () => void;
}

/** A start is busy enough. */
const FIRST: Millis = minutes(2);
const EVERY: Millis = hours(24);
const LONGEST_REASON = 200;

/** Errors of the network come with whole pages. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, LONGEST_REASON);
}

/** Asks for newer versions, where somebody wants that, and installs one when a person says so. */
export class Updates {
  readonly commands: UpdateCommands;
  readonly #options: UpdatesOptions;
  readonly #end = new AbortController();
  #source: Promise<UpdateSource | null> | null = null;
  #state: UpdateState = UNASKED;
  #isRestarting = false;

  constructor(options: UpdatesOptions) {
    this.#options = options;
    this.commands = {
      askForUpdate: () => this.#ask(),
      fetchUpdate: () => this.#fetch(),
      installUpdate: () => this.#install(),
    };
  }

  /** Asks now and then from here on. */
  async start(): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#end;
    await clock.sleep(FIRST, signal);
    while (!signal.aborted) {
      await this.askByItself();
      await clock.sleep(EVERY, signal);
    }
  }

  /** As somebody who switched it on does, and a day that has passed. */
  async askByItself(): Promise<void> {
    const { isWanted, onNewer } = this.#options;
    if (!isWanted() || waitingVersion(this.#state) !== null) return;
    await this.#ask();
    if (this.#state.kind === 'available') onNewer(this.#state.version);
  }

  /** The last thing before the app ends. @returns whether an installation takes over from here. */
  async finish(): Promise<boolean> {
    if (!this.#isRestarting) return false;
    const source = await this.#source;
    source?.install();
    return source !== null;
  }

  close(): void {
    this.#end.abort();
  }

  #set(state: UpdateState): void {
    this.#state = state;
    this.#options.onState(state);
  }

  async #ask(): Promise<void> {
    const { kind } = this.#state;
    if (kind === 'asking' || kind === 'fetching') return;
    // What lies here already is not asked for again.
    if (kind === 'ready' || kind === 'needs-password') return;
    this.#set({ kind: 'asking' });
    await this.#attempt(async (source) => {
      const version = await source.newer();
      this.#set(version === null ? { kind: 'newest' } : { kind: 'available', version });
    });
  }

  async #fetch(): Promise<void> {
    if (this.#state.kind !== 'available') return;
    const { version } = this.#state;
    let shown = 0;
    this.#set({ kind: 'fetching', version, percent: shown });
    await this.#attempt(async (source) => {
      await source.fetch((exact) => {
        const percent = Math.floor(exact);
        if (percent === shown || this.#state.kind !== 'fetching') return;
        shown = percent;
        this.#set({ kind: 'fetching', version, percent });
      });
      this.#set({ kind: source.needsPassword ? 'needs-password' : 'ready', version });
    });
  }

  #install(): void {
    const { kind } = this.#state;
    if (kind !== 'ready' && kind !== 'needs-password') return;
    if (!this.#options.mayRestart()) return;
    this.#isRestarting = true;
    this.#options.quit();
  }

  async #attempt(work: (source: UpdateSource) => Promise<void>): Promise<void> {
    const { log, open } = this.#options;
    try {
      this.#source ??= open();
      const source = await this.#source;
      if (source === null) this.#set({ kind: 'by-hand' });
      else await work(source);
    } catch (error) {
      const reason = reasonOf(error);
      log.warn('updates', reason);
      this.#set({ kind: 'failed', reason });
    }
  }
}
