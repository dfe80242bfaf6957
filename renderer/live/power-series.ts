import type { RecentPower } from '../../app/recent.ts';
import { between, type EpochMs, epochMs, type Millis, millis, seconds } from '../../app/units.ts';

export const POWER_COLUMNS = ['power', 'powerL1', 'powerL2', 'powerL3'] as const;
export type PowerColumn = (typeof POWER_COLUMNS)[number];

/** So many polls may be missing before the line breaks. */
const MISSING_POLLS = 3;

/** The longest step between two points that is still drawn as a line, for poll times in seconds. */
export function longestStep(...pollSeconds: readonly number[]): Millis {
  return millis(seconds(Math.max(...pollSeconds)) * MISSING_POLLS);
}

/** A point of a chart: ms since epoch, W; null breaks the line. */
export interface ChartPoint {
  readonly x: EpochMs;
  readonly y: number | null;
}

/** One column as points, with a break wherever no point came for longer than `longest`. */
export function chartPoints(
  recent: RecentPower,
  column: PowerColumn,
  longest: Millis,
): ChartPoint[] {
  const points: ChartPoint[] = [];
  const values = recent[column];
  recent.at.forEach((x, index) => {
    const before = recent.at[index - 1];
    if (before !== undefined && between(before, x) > longest) {
      points.push({ x: epochMs((before + x) / 2), y: null });
    }
    points.push({ x, y: values[index] ?? null });
  });
  return points;
}

/** The extremes over all columns; null when there is no value. */
export function extremesOf(
  recent: RecentPower,
  columns: readonly PowerColumn[] = POWER_COLUMNS,
): { readonly lowest: number; readonly highest: number } | null {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const column of columns) {
    for (const value of recent[column]) {
      if (value === null) continue;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  }
  return highest === -Infinity ? null : { lowest, highest };
}
