import { type Period, periodEdges } from '../../app/energy/periods.ts';
import type { EnergyBucket, Series, StripSegment, TimeRange } from '../../app/history/query.ts';
import { FIELDS } from '../../app/measurement.ts';
import { days } from '../../app/units.ts';

/** What the charts want to show. */
export interface HistoryRequest extends TimeRange {
  /** Columns that the screen has for it. */
  readonly points: number;
  readonly per: Period;
  readonly zone: string;
}

/** The record's answer to one request. */
export interface HistoryPicture {
  readonly request: HistoryRequest;
  readonly series: Series;
  readonly energy: readonly EnergyBucket[];
  readonly strip: readonly StripSegment[];
}

/** Most stretches of the strip; a finer one is a flicker that nobody can see. */
const STRIP_POINTS = 600;

/** What one bar stands for, so that there are neither too few nor too many of them. */
export function barPeriod(span: number): Period {
  if (span <= days(2)) return 'hour';
  if (span <= days(100)) return 'day';
  return span <= days(366 * 6) ? 'month' : 'year';
}

export const seriesQuery = ({ from, to, points }: HistoryRequest) => ({
  from,
  to,
  points,
  fields: [...FIELDS],
});

export const stripQuery = ({ from, to, points }: HistoryRequest) => ({
  from,
  to,
  points: Math.min(points, STRIP_POINTS),
});

/** Whole periods, so that the outer bars are as true as the others. */
export function energyQuery({ from, to, per, zone }: HistoryRequest) {
  const edges = periodEdges(from, to, per, zone);
  return { from: edges[0] ?? from, to: edges.at(-1) ?? to, per, zone };
}

/** Nothing was read in this time. */
export function isEmpty({ series, energy }: HistoryPicture): boolean {
  const known = Object.values(series.columns).some(({ mean }) =>
    mean.some((value) => value !== null),
  );
  return !known && energy.every(({ complete }) => complete === 0);
}
