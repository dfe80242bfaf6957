import { z } from 'zod';
import { isZone, PERIODS, type Period } from '../energy/periods.ts';
import type { HeatPumpState } from '../heat-pump/state.ts';
import { type EnergyField, FIELDS, type Field } from '../measurement.ts';
import { days, type EpochMs, epochMs, type Millis, type WattHours } from '../units.ts';

/** A stretch of time, `from` included, `to` not. */
export interface TimeRange {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface SeriesQuery extends TimeRange {
  readonly fields: readonly Field[];
  /** Columns that the screen can show; about so many rows come back, never many more. */
  readonly points: number;
}

/**
 * One quantity over the rows of a series, in W, Wh, Hz or a plain ratio. null is a gap.
 * `mean` is weighted by time, `min` and `max` are over every poll.
 */
export interface SeriesColumns {
  readonly mean: readonly (number | null)[];
  readonly min: readonly (number | null)[];
  readonly max: readonly (number | null)[];
}

/** `from` and `to` are what the rows cover: the range asked for, and up to a row more at each end. */
export interface Series extends TimeRange {
  /** Length of a row; null: each row is one reading, and a row of nulls says that a gap begins. */
  readonly step: Millis | null;
  /** When each row begins, rising. Rows of a stepped series have no holes between them. */
  readonly at: readonly EpochMs[];
  readonly columns: Readonly<Partial<Record<Field, SeriesColumns>>>;
  /** null: the total energy was not asked for. */
  readonly counter: CounterSeries | null;
}

/**
 * The counter of total energy over a series, in Wh. Gaps, resets and other meters count as in every
 * other figure of the record. null: nothing is known.
 */
export interface CounterSeries {
  /** Counted since the beginning of the range asked for, up to the middle of each row. */
  readonly risen: readonly (number | null)[];
  /** Counted in the range asked for. */
  readonly total: number | null;
  /** What the meter showed last in each row. */
  readonly last: readonly (number | null)[];
}

export interface EnergyQuery extends TimeRange {
  readonly per: Period;
  /** IANA name; days begin at its midnight. */
  readonly zone: string;
}

/** null: nothing is known of this counter in that time. */
export type EnergyPerField = Readonly<Record<EnergyField, WattHours | null>>;

/** One local hour, day, month or year. */
export interface EnergyBucket extends TimeRange {
  readonly energy: EnergyPerField;
  /** A gap lies over its beginning or end, so part of it was shared with its neighbour by time. */
  readonly estimated: boolean;
  /** Part of the bucket's time (up to now) for which there are readings of power, 0 to 1. */
  readonly complete: number;
}

export interface StripQuery extends TimeRange {
  /** Segments narrower than this part of the range are merged into their neighbours. */
  readonly points: number;
}

/** A stretch in which the heat pump did one thing; null: no data. */
export interface StripSegment extends TimeRange {
  readonly state: HeatPumpState | null;
}

/** The answer to a query that a newer one of the same asker has overtaken. */
export const OVERTAKEN = 'overtaken';
export type Overtaken = typeof OVERTAKEN;

/** No reading is older than the app's first year, and no clock so wrong is believed. */
const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2200, 0);
const LONGEST = days(366 * 50);
const MAX_POINTS = 10_000;
/** Hours of two years; more bars than any screen has. */
const MAX_BUCKETS = 20_000;

const time = z.number().min(EARLIEST).max(LATEST).transform(epochMs);
export const timeRangeShape = { from: time, to: time };
const points = z.int().min(1).max(MAX_POINTS);
/** Forwards, and not over more years than any record has. */
export const isInOrder = ({ from, to }: TimeRange): boolean => from < to && to - from <= LONGEST;
const SHORTEST: Readonly<Record<Period, number>> = {
  hour: days(1) / 24,
  day: days(1),
  month: days(28),
  year: days(365),
};

export const seriesQuerySchema = z
  .strictObject({
    ...timeRangeShape,
    points,
    fields: z.array(z.enum(FIELDS)).min(1).max(FIELDS.length),
  })
  .refine(isInOrder);
export const energyQuerySchema = z
  .strictObject({
    ...timeRangeShape,
    per: z.enum(PERIODS),
    zone: z.string().max(100).refine(isZone),
  })
  .refine(isInOrder)
  .refine(({ from, to, per }) => (to - from) / SHORTEST[per] <= MAX_BUCKETS);
export const stripQuerySchema = z.strictObject({ ...timeRangeShape, points }).refine(isInOrder);
