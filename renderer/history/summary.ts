import { HEAT_PUMP_STATES, type HeatPumpState } from '../../app/heat-pump/state.ts';
import type { Series, StripSegment, TimeRange } from '../../app/history/query.ts';
import { FIELDS, type Field } from '../../app/measurement.ts';
import { hours } from '../../app/units.ts';
import { columnOf, extremesIn } from '../charts/series-points.ts';
import type { HistoryPicture } from './history-request.ts';

/** A quantity over the whole range. */
export interface FieldSummary {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** What a range comes to; null: nothing is known. */
export interface RangeSummary {
  readonly fields: Readonly<Record<Field, FieldSummary | null>>;
  /** Wh, as the record counts it. */
  readonly energy: number | null;
  /** What the counter showed last, in Wh. */
  readonly counter: number | null;
}

/** Mean weighted by time, and the extremes over all readings. */
export function fieldSummary(series: Series, field: Field): FieldSummary | null {
  const extremes = extremesIn([columnOf(series, field, 'min'), columnOf(series, field, 'max')]);
  if (extremes === null) return null;
  let sum = 0;
  let weight = 0;
  columnOf(series, field, 'mean').forEach((value, row) => {
    if (value === null) return;
    const span = (series.at[row + 1] ?? series.to) - (series.at[row] ?? series.to);
    sum += value * span;
    weight += span;
  });
  const mean = weight === 0 ? extremes.highest : sum / weight;
  return { mean, min: extremes.lowest, max: extremes.highest };
}

export function summaryOf({ series }: HistoryPicture): RangeSummary {
  const fields = FIELDS.map((field) => [field, fieldSummary(series, field)] as const);
  return {
    fields: Object.fromEntries(fields) as RangeSummary['fields'],
    energy: series.counter?.total ?? null,
    counter: series.counter?.last.findLast((value) => value !== null) ?? null,
  };
}

/** Up to this range the strip holds every stretch; beyond, parts of it tell what lasted longest. */
const EXACT_STRIP = hours(36);

export const isStripExact = ({ from, to }: TimeRange): boolean => to - from <= EXACT_STRIP;

export interface StateShare {
  readonly state: HeatPumpState | null;
  /** ms within the range */
  readonly span: number;
}

/** How long each state lasted within the range; the time without data comes last. */
export function stateShares(
  segments: readonly StripSegment[],
  { from, to }: TimeRange,
): readonly StateShare[] {
  return [...HEAT_PUMP_STATES, null].map((state) => {
    const spans = segments
      .filter((segment) => segment.state === state)
      .map((segment) => Math.min(to, segment.to) - Math.max(from, segment.from));
    return { state, span: spans.reduce((sum, span) => sum + Math.max(0, span), 0) };
  });
}
