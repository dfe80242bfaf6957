import type { CounterState, Limits } from '../../app/counters.ts';
import type { EnergyTodayState } from '../../app/energy-today.ts';
import type { ExportQuery } from '../../app/history/export.ts';
import type { HistoryFault, HistoryNotice } from '../../app/history/fault.ts';
import type { ImportFault } from '../../app/history/import.ts';
import type {
  BackfillResult,
  PrometheusAddress,
  PrometheusFault,
  SeriesChoice,
} from '../../app/history/prometheus.ts';
import type {
  EnergyBucket,
  EnergyQuery,
  Series,
  SeriesQuery,
  StripQuery,
  StripSegment,
  TimeRange,
} from '../../app/history/query.ts';
import type { Insights, InsightsQuery, RunsAnswer, RunsQuery } from '../../app/insights/query.ts';
import type { InsightRules } from '../../app/insights/rules.ts';
import type { HeatPumpToday } from '../../app/insights/today.ts';
import type { RecentPower } from '../../app/recent.ts';
import type { ReportBody } from '../../app/report/report.ts';
import type { Result } from '../../app/result.ts';
import type { EpochMs, Millis } from '../../app/units.ts';
import type { FetchedDay } from './heat-days.ts';
import type { Origin } from './marks.ts';
import type { PackedSamples } from './packed-samples.ts';
import type { Happening } from './recorder.ts';
import type { Restored } from './restore.ts';
import type { Retention } from './retention.ts';

export interface OpenRequest {
  readonly file: string;
  readonly now: EpochMs;
  /** The time between polls until a `pace` event says otherwise. */
  readonly pollEvery: Millis;
  readonly retention: Retention;
  readonly rules: InsightRules;
  /** Names the meter whose readings these are; kept in the file. */
  readonly source: string;
}

export interface BackfillRequest {
  readonly address: PrometheusAddress;
  readonly range: TimeRange;
  readonly choice: SeriesChoice;
  readonly limits: Limits;
}

/** The answer while no history is open in the thread. */
export const CLOSED = { kind: 'gone', detail: 'closed' } as const satisfies HistoryFault;

/** How much there is. */
export interface HistorySize {
  /** Bytes on disk with the write-ahead log. */
  readonly bytes: number;
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  /** Days that have readings. */
  readonly days: number;
}

/** How far a long task is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

type Outcome<T> = Result<T, HistoryFault>;

/** What the thread that owns the database can be asked. Every argument and answer can be cloned. */
export interface HistoryCalls {
  open(request: OpenRequest): Outcome<void>;
  record(happening: Happening): Outcome<void>;
  series(query: SeriesQuery): Outcome<Series>;
  energy(query: EnergyQuery, now: EpochMs): Outcome<readonly EnergyBucket[]>;
  strip(query: StripQuery, now: EpochMs): Outcome<readonly StripSegment[]>;
  insights(query: InsightsQuery, now: EpochMs): Outcome<Insights>;
  runs(query: RunsQuery, now: EpochMs): Outcome<RunsAnswer>;
  report(query: InsightsQuery, now: EpochMs): Outcome<ReportBody>;
  heatPumpToday(now: EpochMs, zone: string): Outcome<HeatPumpToday>;
  /** Judges by these from now on; what is recorded is judged anew, bit by bit. */
  judge(rules: InsightRules): Outcome<void>;
  today(now: EpochMs, zone: string): Outcome<EnergyTodayState | null>;
  recent(now: EpochMs): Outcome<RecentPower>;
  counters(): Outcome<CounterState>;
  size(): Outcome<HistorySize>;
  retain(retention: Retention): Outcome<void>;
  check(): Outcome<boolean>;
  backup(file: string): Outcome<void>;
  isMissing(range: TimeRange): Outcome<boolean>;
  /** What is not known yet of the heat side, the newest day first; not before the record begins. */
  heatMissing(queries: string, range: TimeRange): Outcome<readonly TimeRange[]>;
  keepHeat(day: FetchedDay): Outcome<void>;
  /** Adds what is missing; answers how many samples were taken. */
  fill(samples: PackedSamples, origin: Origin): Outcome<number>;
  /** Reads the Pi's Prometheus and adds what is missing. */
  backfill(request: BackfillRequest, now: EpochMs): Result<BackfillResult, PrometheusFault>;
  /** Adds what is missing from an exported CSV. */
  importCsv(file: string, limits: Limits, now: EpochMs): Result<BackfillResult, ImportFault>;
  export(query: ExportQuery, file: string): Outcome<void>;
  /** Before `open`. */
  restore(file: string, backup: string, now: EpochMs): Outcome<Restored>;
  close(): Outcome<void>;
}

export type CallName = keyof HistoryCalls;
export type CallArguments<N extends CallName> = Parameters<HistoryCalls[N]>;
export type CallAnswer<N extends CallName> = ReturnType<HistoryCalls[N]>;

/** From main to the thread. */
export type Request =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly name: CallName;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Nothing follows: the thread ends once it has nothing left to do. */
  | { readonly kind: 'end' };

/** From the thread to main. */
export type Reply =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'threw'; readonly id: number; readonly stack: string }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'notice'; readonly notice: HistoryNotice };

/** What a long task may do while it runs. */
export interface TaskControl {
  readonly stop: AbortSignal;
  report(progress: Progress): void;
  /** Lets other calls have their turn. */
  breathe(): Promise<void>;
}

/** The thread's side: each call with its control, at once or later. */
export type CallHandlers = {
  readonly [N in CallName]: (
    control: TaskControl,
    ...args: CallArguments<N>
  ) => CallAnswer<N> | Promise<CallAnswer<N>>;
};
