import type { CounterState, Limits } from '../../app/counters.ts';
import type { EnergyTodayState } from '../../app/energy-today.ts';
import type { ExportQuery } from '../../app/history/export.ts';
import type { HistoryFault, HistoryNotice } from '../../app/history/fault.ts';
import type { ImportFault } from '../../app/history/import.ts';
import type { BackfillResult, PrometheusFault } from '../../app/history/prometheus.ts';
import type {
  EnergyBucket,
  EnergyQuery,
  Overtaken,
  Series,
  SeriesQuery,
  StripQuery,
  StripSegment,
  TimeRange,
} from '../../app/history/query.ts';
import type { Insights, InsightsQuery, RunsAnswer, RunsQuery } from '../../app/insights/query.ts';
import type { InsightRules } from '../../app/insights/rules.ts';
import type { HeatPumpToday } from '../../app/insights/today.ts';
import type { PollEvent } from '../../app/poll.ts';
import type { RecentPower } from '../../app/recent.ts';
import type { ReportBody } from '../../app/report/report.ts';
import { ok, type Result } from '../../app/result.ts';
import type { EpochMs, Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { Sample } from './fill.ts';
import type { FetchedDay } from './heat-days.ts';
import type { Origin } from './marks.ts';
import { NewestOnly } from './newest-only.ts';
import { packSamples } from './packed-samples.ts';
import type { BackfillRequest, HistorySize } from './protocol.ts';
import type { Restored } from './restore.ts';
import type { Retention } from './retention.ts';
import { HistoryThread, type TaskOptions } from './thread.ts';
import type { FillTarget } from './transfer/backfill.ts';

export interface HistoryOptions {
  /** The database; its folder is made when it is not there. Each source has its own. */
  readonly file: string;
  /** The built worker: `new URL('./history-worker.js', import.meta.url)` beside the entry. */
  readonly worker: URL;
  /** Names the source in the file, as in `tcp://host:port/2` or `demo:`. */
  readonly source: string;
  /** The time between polls until a `pace` event says otherwise. */
  readonly pollEvery: Millis;
  readonly retention: Retention;
  readonly rules: InsightRules;
  readonly clock: Clock;
  readonly onNotice: (notice: HistoryNotice) => void;
  /** Hears of errors that are bugs; history goes on where it can. */
  readonly onBug: (stack: string) => void;
  /** Its thread has ended without being asked to; nothing is recorded any more. */
  readonly onEnd?: () => void;
}

type Outcome<T> = Promise<Result<T, HistoryFault>>;
/** A query's answer, unless the same asker asked for something else meanwhile. */
type Asked<T> = Promise<Result<T, HistoryFault> | Overtaken>;

/** The record of one meter. All work is done in a thread of its own. */
export class History implements FillTarget {
  readonly #thread: HistoryThread;
  readonly #clock: Clock;
  readonly #newest = new NewestOnly();

  private constructor(thread: HistoryThread, clock: Clock) {
    this.#thread = thread;
    this.#clock = clock;
  }

  /** Checks the file, sets a broken one aside, brings an older one up to date. */
  static async open(options: HistoryOptions): Outcome<History> {
    const { file, source, pollEvery, retention, rules, clock } = options;
    const thread = new HistoryThread(options.worker, options);
    const request = { file, source, pollEvery, retention, rules, now: clock.now() };
    const opened = await thread.call('open', [request]);
    if (opened.ok) return ok(new History(thread, clock));
    await thread.end();
    return opened;
  }

  /** Puts a backup in the place of `file`, which must be closed. */
  static async restore(worker: URL, file: string, backup: string, now: EpochMs): Outcome<Restored> {
    const ignore = (): void => undefined;
    const thread = new HistoryThread(worker, { onNotice: ignore, onBug: ignore });
    const done = await thread.call('restore', [file, backup, now]);
    await thread.end();
    return done;
  }

  /** Whether its thread has ended. */
  get hasEnded(): boolean {
    return this.#thread.hasEnded;
  }

  /**
   * ok: it is on disk and survives a crash. A fault: it is held in memory and tried again.
   * @param elapsed when it was published, by the monotonic clock.
   */
  record(event: PollEvent, elapsed: Millis = this.#clock.elapsed()): Outcome<void> {
    return this.#thread.call('record', [{ event, elapsed }]);
  }

  /** @param asker of several queries of one asker only the newest is answered. */
  series(asker: string, query: SeriesQuery): Asked<Series> {
    return this.#newest.ask(`series/${asker}`, () => this.#thread.call('series', [query]));
  }

  energy(asker: string, query: EnergyQuery): Asked<readonly EnergyBucket[]> {
    const now = this.#clock.now();
    return this.#newest.ask(`energy/${asker}`, () => this.#thread.call('energy', [query, now]));
  }

  strip(asker: string, query: StripQuery): Asked<readonly StripSegment[]> {
    const now = this.#clock.now();
    return this.#newest.ask(`strip/${asker}`, () => this.#thread.call('strip', [query, now]));
  }

  /** What the heat pump did in a span, and how that compares. */
  insights(asker: string, query: InsightsQuery): Asked<Insights> {
    const now = this.#clock.now();
    return this.#newest.ask(`insights/${asker}`, () => this.#thread.call('insights', [query, now]));
  }

  runs(asker: string, query: RunsQuery): Asked<RunsAnswer> {
    const now = this.#clock.now();
    return this.#newest.ask(`runs/${asker}`, () => this.#thread.call('runs', [query, now]));
  }

  /** All that a report tells of a span. */
  report(query: InsightsQuery): Outcome<ReportBody> {
    return this.#thread.call('report', [query, this.#clock.now()]);
  }

  /** The heat pump's day so far. */
  heatPumpToday(zone: string): Outcome<HeatPumpToday> {
    return this.#thread.call('heatPumpToday', [this.#clock.now(), zone]);
  }

  /** From now on; what is recorded is judged anew, bit by bit. */
  judge(rules: InsightRules): Outcome<void> {
    return this.#thread.call('judge', [rules]);
  }

  /** Energy since local midnight, and all that it takes to go on from there. */
  today(zone: string): Outcome<EnergyTodayState | null> {
    return this.#thread.call('today', [this.#clock.now(), zone]);
  }

  /** Power of the last hour with its gaps. */
  recent(): Outcome<RecentPower> {
    return this.#thread.call('recent', [this.#clock.now()]);
  }

  /** The newest counters, for the poller to start from. */
  counters(): Outcome<CounterState> {
    return this.#thread.call('counters', []);
  }

  size(): Outcome<HistorySize> {
    return this.#thread.call('size', []);
  }

  /** From the next purge on. */
  retain(retention: Retention): Outcome<void> {
    return this.#thread.call('retain', [retention]);
  }

  /** Whether the file is sound. Takes about a second for a large one; nothing else waits in main. */
  check(): Outcome<boolean> {
    return this.#thread.call('check', []);
  }

  /** Whether anything is missing in the range that another record may know. */
  isMissing(range: TimeRange): Outcome<boolean> {
    return this.#thread.call('isMissing', [range]);
  }

  /**
   * Adds what is missing, in one transaction, and never touches what is there.
   * @param samples a day or so at a time, rising; answers how many were taken.
   */
  fill(samples: readonly Sample[], origin: Origin): Outcome<number> {
    return this.#thread.call('fill', [packSamples(samples), origin]);
  }

  /** What is not known yet of the heat side between two instants, the newest day first. */
  heatMissing(queries: string, range: TimeRange): Outcome<readonly TimeRange[]> {
    return this.#thread.call('heatMissing', [queries, range]);
  }

  /** Adds what was fetched of the heat side. */
  keepHeat(day: FetchedDay): Outcome<void> {
    return this.#thread.call('keepHeat', [day]);
  }

  /** Copies everything into `file`, which must not be there yet. */
  backup(file: string, options: TaskOptions = {}): Outcome<void> {
    return this.#thread.call('backup', [file], options);
  }

  /** Reads the Pi's Prometheus and adds what is missing; a second run goes on where the first ended. */
  backfill(
    request: BackfillRequest,
    options: TaskOptions = {},
  ): Promise<Result<BackfillResult, PrometheusFault>> {
    return this.#thread.call('backfill', [request, this.#clock.now()], options);
  }

  /** Adds what is missing from an exported CSV. */
  importCsv(
    file: string,
    limits: Limits,
    options: TaskOptions = {},
  ): Promise<Result<BackfillResult, ImportFault>> {
    return this.#thread.call('importCsv', [file, limits, this.#clock.now()], options);
  }

  /** Writes an export into `file`, which must not be there yet. */
  export(query: ExportQuery, file: string, options: TaskOptions = {}): Outcome<void> {
    return this.#thread.call('export', [query, file], options);
  }

  /** Everything recorded is on disk before this resolves. */
  async close(): Promise<void> {
    await this.#thread.call('close', []);
    await this.#thread.end();
  }
}
