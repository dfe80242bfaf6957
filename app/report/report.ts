import type { TimeRange } from '../history/query.ts';
import type { Figures } from '../insights/figures.ts';
import type { Insights, InsightsQuery } from '../insights/query.ts';
import type { RatedRun } from '../insights/run.ts';
import type { EpochMs, WattHours } from '../units.ts';

export const REPORT_FORMATS = ['pdf', 'csv', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** One local day of a report, or the part of it that lies in the report's time. */
export interface ReportDay extends TimeRange {
  /** A gap lies over its beginning or end, so part of its energy was shared with its neighbour by time. */
  readonly estimated: boolean;
  /** Where the meter's counter stood at the day's beginning and end; null: not known. */
  readonly startCounter: WattHours | null;
  readonly endCounter: WattHours | null;
  readonly figures: Figures;
}

/** What the record knows of a time. */
export interface ReportBody {
  readonly query: InsightsQuery;
  readonly insights: Insights;
  /** Days with anything in them. */
  readonly days: readonly ReportDay[];
  readonly runs: readonly RatedRun[];
}

/** All that a report says. */
export interface Report extends ReportBody {
  /** ISO 4217. */
  readonly currency: string;
  /** It is about the demo meter. */
  readonly isDemo: boolean;
  readonly at: EpochMs;
}
