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
  const [starts, ends] = [columnOf(series, 'energy', 'min'), columnOf(series, 'energy', 'max')];
  const rows = columnOf(series, 'energy', 'mean');
  const values: (number | null)[] = [];
  let before: { readonly at: number; readonly value: number } | null = null;
  let risen = 0;
  let end: number | null = null;
  const step = (at: number, value: number): void => {
    if (before !== null) risen += counted(value - before.value, at - before.at, connection);
    before = { at, value };
  };
  rows.forEach((value, row) => {
    const at = series.at[row] ?? 0;
    if (value === null) {
      values.push(null);
      return;
    }
    step(at, starts[row] ?? value);
    step(at + (series.step ?? 0) / 2, value);
    values.push(risen);
    step(at + (series.step ?? 0), ends[row] ?? value);
    end = risen;
  });
  return { values, total: end };
}

function counted(rise: number, span: number, connection: number): number {
  const most = (connection * Math.max(0, span as Millis)) / hours(1) + SLACK_WH;
  return Math.abs(rise) <= most ? rise : 0;
}
