import type { HistoryFault, HistoryNotice } from '../../app/history/fault.ts';
import { historyNotice } from '../../app/history/notice.ts';
import { rulesOf } from '../../app/insights/rules.ts';
import type { PollEvent } from '../../app/poll.ts';
import { err, type Result } from '../../app/result.ts';
import type { Settings } from '../../app/settings.ts';
import { type Millis, millis, minutes, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { History } from '../history/history.ts';
import { CLOSED } from '../history/protocol.ts';
import type { Restored } from '../history/restore.ts';
import type { Retention } from '../history/retention.ts';
import { describeError, type Log } from '../log.ts';
import type { AddressSpace } from '../simulator/address-space.ts';
import { fillDemoPast } from './demo-past.ts';
import { keepHistory, NO_PAST, type Past, pastOf, restoreKept } from './keep-history.ts';
import type { StateStore } from './state.ts';
import { UnconfirmedPolls } from './unconfirmed-polls.ts';

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

/** Before each try to open a record anew; the last one again and again. */
const WAITS = [seconds(1), seconds(2), seconds(5), seconds(15), seconds(60), minutes(5)] as const;
const LONGEST_WAIT = WAITS[5];
/** A record that was open for so long did not fail for what made it fail before. */
const SETTLED = minutes(10);

/**
 * The record of whichever source is open, in the app's words. While it cannot be opened, or after its
 * thread has ended, it is tried again and again, and polls wait in memory.
 */
export class SourceRecord {
  readonly #options: RecordOptions;
  readonly #polls = new UnconfirmedPolls();
  #history: History | null = null;
  #openedAt: Millis = millis(0);
  /** Tries and ends of the thread without a quiet time between them. */
  #failures = 0;
  /** Aborted: closed. */
  #stop = AbortSignal.abort();
  #end: () => void = () => undefined;
  /** Opening anew and catching up, if they are under way. */
  #background: Promise<void> = Promise.resolve();
  #isCatchingUp = false;
  #told: HistoryNotice | null = null;
  /** Ends the filling of the demo's past, if any is under way. */
  #endDemoPast: () => Promise<void> = () => Promise.resolve();

  constructor(options: RecordOptions) {
    this.#options = options;
  }

  /** null: none is open. */
  get history(): History | null {
    return this.#history;
  }

  /** The app goes on without a record while there cannot be one, and says so. */
  async open(): Promise<Past> {
    if (this.#options.dir === null) return NO_PAST;
    const stop = new AbortController();
    this.#stop = stop.signal;
    this.#end = () => stop.abort();
    this.#failures = 0;
    const past = await this.#tryToOpen(this.#options.dir, stop.signal);
    if (past === null) this.#openLater();
    return past ?? NO_PAST;
  }

  /** Records a poll, now or as soon as there is a record. */
  take(event: PollEvent): void {
    if (this.#stop.aborted) return;
    this.#polls.add({ event, elapsed: this.#options.clock.elapsed() });
    const history = this.#history;
    if (history !== null && !this.#isCatchingUp) void this.#sendNext(history);
  }

  /** @returns what the record knows; null: it could not be opened. */
  async #tryToOpen(dir: string, stop: AbortSignal): Promise<Past | null> {
    const { worker, settings, pollEvery, log, clock, zone } = this.#options;
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
      onEnd: () => this.#lose(stop),
    });
    if (!opened.ok) {
      if (!stop.aborted) this.#tell({ kind: 'not-writing', fault: opened.error });
      return null;
    }
    const { history, past } = opened.value;
    if (stop.aborted || history.hasEnded) {
      await history.close();
      return null;
    }
    this.#history = history;
    this.#openedAt = clock.elapsed();
    return past;
  }

  /** The thread has ended, whyever. */
  #lose(stop: AbortSignal): void {
    if (stop.aborted || this.#history === null) return;
    this.#history = null;
    const hasSettled = this.#options.clock.elapsed() - this.#openedAt > SETTLED;
    if (hasSettled) this.#failures = 0;
    this.#openLater();
  }

  #openLater(): void {
    const stop = this.#stop;
    this.#background = this.#background
      .then(() => this.#openAnew(stop))
      .catch((error) => this.#options.log.error('history', describeError(error)));
  }

  async #openAnew(stop: AbortSignal): Promise<void> {
    const { clock, dir } = this.#options;
    while (dir !== null && !stop.aborted && this.#history === null) {
      await clock.sleep(WAITS[this.#failures] ?? LONGEST_WAIT, stop);
      this.#failures += 1;
      if (stop.aborted) return;
      const past = await this.#tryToOpen(dir, stop);
      if (past === null) continue;
      await this.#catchUp(this.#history);
      if (this.#told?.kind === 'not-writing' && this.#history !== null) {
        this.#tell({ kind: 'writing-again' });
      }
      await this.tellPast();
    }
  }

  /** Sends what has waited, one after the other, so that questions have their turn. */
  async #catchUp(history: History | null): Promise<void> {
    this.#polls.sendAgain();
    this.#isCatchingUp = true;
    let goesOn = true;
    while (goesOn && history !== null && history === this.#history) {
      goesOn = await this.#sendNext(history);
    }
    this.#isCatchingUp = false;
  }

  /** @returns whether there was one to be sent. */
  async #sendNext(history: History): Promise<boolean> {
    const poll = this.#polls.next();
    if (poll === null) return false;
    const done = await history.record(poll.event, poll.elapsed);
    // What its thread did not get to is sent to the next one.
    if (history !== this.#history) return false;
    const fault = done.ok ? null : done.error;
    if (fault?.kind === CLOSED.kind && fault.detail === CLOSED.detail) this.#giveUp(history);
    // A poll at which the thread stumbled would make it stumble again.
    else if (fault === null || fault.kind === 'gone') this.#polls.confirm(poll);
    return true;
  }

  /** Its file could not be opened anew after it was lost or broken. */
  #giveUp(history: History): void {
    this.#history = null;
    this.#background = this.#background.then(() => history.close());
    this.#openLater();
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
    this.#end();
    await this.#background;
    const history = this.#history;
    await history?.close();
    this.#history = null;
    this.#polls.clear();
    this.#told = null;
  }

  /** Puts a backup in the place of a record that is closed. */
  async restore(backup: string): Promise<Result<Restored, HistoryFault>> {
    const { dir, settings, clock } = this.#options;
    if (dir === null) return err({ kind: 'gone', detail: 'nothing is recorded' });
    const done = await restoreKept(dir, settings().source, backup, clock.now());
    const left = done.ok ? done.value.left : '';
    if (left !== '') this.#tell({ kind: 'left-out', file: backup, names: left });
    return done;
  }

  #tell(notice: HistoryNotice): void {
    const { log, states } = this.#options;
    const isSame = JSON.stringify(notice) === JSON.stringify(this.#told);
    this.#told = notice;
    // It is said once, however often it is tried.
    if (isSame && notice.kind === 'not-writing') return;
    log.warn('history', JSON.stringify(notice));
    if (notice.kind === 'writing-again') states.dismiss(NOTICE);
    else states.notify({ id: NOTICE, ...historyNotice(notice) });
  }

  #retention(): Retention {
    const { historyDays, historyCapMb } = this.#options.settings();
    return { markDays: historyDays, capBytes: historyCapMb * BYTES_IN_MB };
  }
}
