import { z } from 'zod';
import { isZone } from '../energy/periods.ts';
import { isInOrder, type TimeRange, timeRangeShape } from '../history/query.ts';
import type { Cost, EpochMs, Millis, WattHours } from '../units.ts';
import type { Figures } from './figures.ts';
import type { RatedRun } from './run.ts';
import type { SeasonFigures } from './season.ts';

/** What is asked about; weeks begin on Monday (ISO 8601). */
export const SPANS = ['day', 'week', 'month', 'year', 'free'] as const;
export type SpanKind = (typeof SPANS)[number];

/** A span that is not over is asked for whole: what is to come counts as neither data nor gap. */
export interface InsightsQuery extends TimeRange {
  readonly kind: SpanKind;
  /** IANA name. */
  readonly zone: string;
}

/** Both sides over the same hours of the span, those for which both have data. */
export interface Comparison {
  /** How many hours are compared. */
  readonly hours: number;
  readonly now: Figures;
  readonly earlier: Figures;
}

/** One bar: an hour of a day, a day of a week or month, a month of a year. */
export interface InsightBar extends TimeRange {
  readonly energy: WattHours | null;
  readonly cost: Cost | null;
  readonly starts: number;
  readonly runTime: Millis;
  /** 0 to 1. */
  readonly complete: number;
  /** Heat over electricity; null: not known. */
  readonly cop: number | null;
}

/** Runs at least `from` and less than `to` long; `to` null: no limit. */
export interface LengthClass {
  readonly from: Millis;
  readonly to: Millis | null;
  readonly count: number;
}

export interface Insights {
  /** Its `from` and `to` lie on the quarters of an hour that are nearest to what was asked. */
  readonly figures: Figures;
  /** With the span before; null: no hour that both have data for. */
  readonly before: Comparison | null;
  /** With the same span a year before. */
  readonly yearBefore: Comparison | null;
  readonly bars: readonly InsightBar[];
  readonly lengths: readonly LengthClass[];
  /** Mean energy in Wh of each hour of the week, Monday 0:00 first, 168 places; null: no data. */
  readonly hourOfWeek: readonly (WattHours | null)[];
  /** The season in which the span ends, or that is now; null: no heat side. */
  readonly season: SeasonFigures | null;
  /** COP over outdoor temperature, a point a day; null: no heat side. */
  readonly copOverOutdoor: readonly CopPoint[] | null;
  /** What lies before was judged by earlier limits of the states, since its readings are gone; null: nothing. */
  readonly otherLimitsUntil: EpochMs | null;
  /** How far the record is in judging everything anew, 0 to 1; null: it is up to date. */
  readonly retold: number | null;
}

export interface CopPoint {
  readonly at: EpochMs;
  /** °C */
  readonly outdoor: number;
  readonly cop: number;
}

export const insightsQuerySchema = z
  .strictObject({
    ...timeRangeShape,
    kind: z.enum(SPANS),
    zone: z.string().max(100).refine(isZone),
  })
  .refine(isInOrder);

/** Runs that touch `[from, to)`, oldest first, never more than a few years' worth. */
export interface RunsQuery extends TimeRange {}
export type RunsAnswer = readonly RatedRun[];
export const runsQuerySchema = z
  .strictObject(timeRangeShape)
  .refine(({ from, to }) => from < to && to - from <= 1000 * 60 * 60 * 24 * 366 * 3);
