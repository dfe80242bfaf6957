import type { HistoryFault, HistoryNotice } from '../../app/history/fault.ts';
import { historyNotice } from '../../app/history/notice.ts';
import { rulesOf } from '../../app/insights/rules.ts';
import { err, type Result } from '../../app/result.ts';
import type { Settings } from '../../app/settings.ts';
import type { Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { History } from '../history/history.ts';
import type { Retention } from '../history/retention.ts';
import { describeError, type Log } from '../log.ts';
import type { AddressSpace } from '../simulator/address-space.ts';
import { fillDemoPast } from './demo-past.ts';
import { keepHistory, NO_PAST, type Past, pastOf, restoreKept } from './keep-history.ts';
import type { StateStore } from './state.ts';

export interface RecordOptions {
  /** The folder in which histories are kept; null: nothing is recorded. */
  readonly dir: string | null;
  /** The built thread of the history; without it the one beside the entry. */
  readonly worker: URL | undefined;
  readonly clock: Clock;
  /** IANA name of the zone whose days count. */
  readonly zone: string;
  readonly log: Log;
  readonly states: Pick<StateStore, 'notify' | 'dismiss'>;
  readonly settings: () => Settings;
  readonly pollEvery: () => Millis;
  /** Hears what the record knows whenever it knows better than who counts along. */
  readonly onPast: (past: Past) => Promise<void>;
}

const BYTES_IN_MB = 1_000_000;
const NOTICE = 'history';

/** The record of whichever source is open, in the app's words. */
export class SourceRecord {
  readonly #options: RecordOptions;
  #history: History | null = null;
  /** Ends the filling of the demo's past, if any is under way. */
  #endDemoPast: () => Promise<void> = () => Promise.resolve();

  constructor(options: RecordOptions) {
    this.#options = options;
  }

  /** null: none is kept. */
  get history(): History | null {
    return this.#history;
  }

  /** The app goes on without a record when there cannot be one, and says so. */
  async open(): Promise<Past> {
    const { dir, worker, settings, pollEvery, log, clock, zone } = this.#options;
    if (dir === null) return NO_PAST;
    const opened = await keepHistory({
      dir,
      worker,
      source: settings().source,
      clock,
      zone,
      pollEvery: pollEvery(),
      retention: this.#retention(),
      rules: rulesOf(settings(), zone),
      onNotice: (notice) => this.#tell(notice),
      onBug: (stack) => log.error('history', stack),
    });
    if (!opened.ok) {
      this.#tell({ kind: 'not-writing', fault: opened.error });
      return NO_PAST;
    }
    this.#history = opened.value.history;
    return opened.value.past;
  }

  /** A demo that was never seen before gets something to look at. */
  giveDemoItsPast(space: AddressSpace | null, past: Past): void {
    const history = this.#history;
    if (space === null || history === null || past.counters.accepted.energy !== undefined) return;
    const { clock, log } = this.#options;
    const stop = new AbortController();
    const onNear = (): Promise<void> => this.#tellPast(history, stop.signal);
    const filled = fillDemoPast(history, space, clock, stop.signal, onNear).catch((error) =>
      log.error('history', describeError(error)),
    );
    this.#endDemoPast = () => {
      stop.abort();
      return filled;
    };
  }

  async #tellPast(history: History, stop: AbortSignal): Promise<void> {
    const past = await pastOf(history, this.#options.zone);
    if (!stop.aborted) await this.#options.onPast(past);
  }

  /** Says what it knows, to whoever has lost count. */
  async tellPast(): Promise<void> {
    const history = this.#history;
    if (history === null) return;
    const past = await pastOf(history, this.#options.zone);
    if (history === this.#history) await this.#options.onPast(past);
  }

  /** Applies what is set for the record. */
  async applySettings(): Promise<void> {
    const { settings, zone } = this.#options;
    await this.#history?.retain(this.#retention());
    await this.#history?.judge(rulesOf(settings(), zone));
  }

  async close(): Promise<void> {
    await this.#endDemoPast();
    await this.#history?.close();
    this.#history = null;
  }

  /** Puts a backup in the place of a record that is closed; answers where the one before is kept. */
  async restore(backup: string): Promise<Result<string | null, HistoryFault>> {
    const { dir, settings, clock } = this.#options;
    if (dir === null) return err({ kind: 'gone', detail: 'nothing is recorded' });
    return restoreKept(dir, settings().source, backup, clock.now());
  }

  #tell(notice: HistoryNotice): void {
    const { log, states } = this.#options;
    log.warn('history', JSON.stringify(notice));
    if (notice.kind === 'writing-again') states.dismiss(NOTICE);
    else states.notify({ id: NOTICE, ...historyNotice(notice) });
  }

  #retention(): Retention {
    const { historyDays, historyCapMb } = this.#options.settings();
    return { markDays: historyDays, capBytes: historyCapMb * BYTES_IN_MB };
  }
}
