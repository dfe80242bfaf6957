import type { Point } from 'chart.js';
import type { Series } from '../../app/history/query.ts';
import type { Field } from '../../app/measurement.ts';

export type Column = readonly (number | null)[];

const NOTHING: Column = [];

/** A column of the series; empty when it was not asked for or nothing is known of it. */
export const columnOf = (series: Series, field: Field, part: 'mean' | 'min' | 'max'): Column =>
  series.columns[field]?.[part] ?? NOTHING;

/** Points in the middle of their rows; null breaks the line. */
export function pointsOf(
  series: { readonly at: readonly number[]; readonly step: Series['step'] },
  values: Column,
): Point[] {
  const middle = (series.step ?? 0) / 2;
  // Chart.js takes null for a gap, though its types do not say so.
  return values.map((y, row) => ({ x: (series.at[row] ?? 0) + middle, y: y as number }));
}

export interface Extremes {
  readonly lowest: number;
  readonly highest: number;
}

/** null when there is no value. */
export function extremesIn(columns: readonly Column[]): Extremes | null {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const column of columns) {
    for (const value of column) {
      if (value === null) continue;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  return highest === -Infinity ? null : { lowest, highest };
}
