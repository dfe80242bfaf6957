import type { ChartOptions, Point } from 'chart.js';
import type { TimeRange } from '../../app/history/query.ts';
import type { ChartLook } from './chart-look.ts';
import {
  type TimeChartDataset,
  type TimeChartType,
  type TimeFrame,
  timeChartOptions,
  type ValueAxis,
} from './time-chart-options.ts';

/** What fills a bar. @param estimated hatched, since part of it is not known for sure. */
export type BarPaint = (colour: string, estimated: boolean) => string | CanvasPattern;

/** Part of its time that a bar takes. */
const BAR_WIDTH = 0.8;

interface Bars {
  readonly label: string;
  readonly ranges: readonly TimeRange[];
  /** null: no bar. */
  readonly values: readonly (number | null)[];
  readonly fills: readonly (string | CanvasPattern)[];
  /** null: none. */
  readonly edge: string | null;
}

/** Bars over their times; those of several datasets stand on each other. */
export const barsOf = ({ label, ranges, values, fills, edge }: Bars): TimeChartDataset => ({
  type: 'bar',
  label,
  data: withNeighbours(ranges, values),
  // One more before the first, as in `withNeighbours`.
  backgroundColor: ['', ...fills],
  borderColor: edge ?? 'transparent',
  borderWidth: edge === null ? 0 : 1,
  stack: 'bars',
  barThickness: 'flex',
  barPercentage: 1,
  categoryPercentage: BAR_WIDTH,
});

export function barOptions(
  time: TimeFrame,
  value: ValueAxis,
  look: ChartLook,
): ChartOptions<TimeChartType> {
  const options = timeChartOptions(time, value, look);
  const { x, y } = options.scales ?? {};
  return {
    ...options,
    scales: {
      x: { ...x, stacked: true, offset: false, grid: { ...x?.grid, offset: false } },
      y: { ...y, stacked: true },
    } as NonNullable<typeof options.scales>,
  };
}

/** A bar is as wide as the way to its neighbours, so the outer ones get empty neighbours. */
function withNeighbours(ranges: readonly TimeRange[], values: readonly (number | null)[]): Point[] {
  const point = (from: number, to: number, y: number | null): Point => ({
    x: (from + to) / 2,
    y: y as number,
  });
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [
    point(2 * first.from - first.to, first.from, null),
    ...ranges.map(({ from, to }, index) => point(from, to, values[index] ?? null)),
    point(last.to, 2 * last.to - last.from, null),
  ];
}
