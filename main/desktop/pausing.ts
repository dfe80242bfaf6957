import { type Millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';

/** As much of the core as pausing takes. */
interface Pausable {
  pause(): void;
  resume(): void;
}

/** Systems that sleep are asleep by then: logind waits 5 s for programs that want to close something. */
const ASLEEP_WITHIN: Millis = seconds(30);

/** Keeps apart what a person paused from what the sleep of the machine did. */
export class Pausing {
  readonly #core: Pausable;
  readonly #clock: Pick<Clock, 'sleep'>;
  #isWished = false;
  #asleep: AbortController | null = null;

  constructor(core: Pausable, clock: Pick<Clock, 'sleep'>) {
    this.#core = core;
    this.#clock = clock;
  }

  /** A person pauses or resumes; whoever resumes is awake, and so is the machine. */
  wish(paused: boolean): void {
    this.#isWished = paused;
    if (!paused) this.#wake();
    this.#apply();
  }

  /**
   * During sleep a half-open socket would only wait for its time-out. Some systems announce a sleep
   * that never comes, or do not say that it is over: time that runs says so as well.
   */
  sleep(asleep: boolean): void {
    this.#wake();
    if (asleep) void this.#fallAsleep();
    this.#apply();
  }

  close(): void {
    this.#wake();
  }

  async #fallAsleep(): Promise<void> {
    const asleep = new AbortController();
    this.#asleep = asleep;
    await this.#clock.sleep(ASLEEP_WITHIN, asleep.signal);
    if (!asleep.signal.aborted) this.sleep(false);
  }

  #wake(): void {
    this.#asleep?.abort();
    this.#asleep = null;
  }

  #apply(): void {
    if (this.#isWished || this.#asleep !== null) this.#core.pause();
    else this.#core.resume();
  }
}
