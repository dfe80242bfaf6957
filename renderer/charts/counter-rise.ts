import type { Series } from '../../app/history/query.ts';
import { hours, type Millis } from '../../app/units.ts';
import { type Column, columnOf } from './series-points.ts';

/** Room for the counter's resolution and for its being read a moment later. */
const SLACK_WH = 20;

/** Energy since the beginning of a series, in Wh; null where the counter is not known. */
export interface Rise {
  readonly values: Column;
  /** Over the whole series; null when nothing is known of the counter. */
  readonly total: number | null;
}

/**
 * What the counter rose by since the series began. A step that the connection cannot have carried
 * is another counter or one that was reset, and counts nothing.
 * @param connection the most that flows, in W.
 */
export function riseOf(series: Series, connection: number): Rise {
  const means = columnOf(series, 'energy', 'mean');
  const first = means.findIndex((value) => value !== null);
  const last = means.findLastIndex((value) => value !== null);
  if (first < 0) return { values: means.map(() => null), total: null };
  // A row's mean is the counter in its middle, so half a row is left over at each end.
  let risen = (means[first] ?? 0) - (columnOf(series, 'energy', 'min')[first] ?? 0);
  let before = { at: series.at[first] ?? 0, value: means[first] ?? 0 };
  const values = means.map((value, row) => {
    if (value === null) return null;
    const at = series.at[row] ?? 0;
    risen += counted(value - before.value, at - before.at, connection);
    before = { at, value };
    return risen;
  });
  const rest = (columnOf(series, 'energy', 'max')[last] ?? 0) - (means[last] ?? 0);
  return { values, total: risen + rest };
}

function counted(rise: number, span: number, connection: number): number {
  const most = (connection * Math.max(0, span as Millis)) / hours(1) + SLACK_WH;
  return Math.abs(rise) <= most ? rise : 0;
}
