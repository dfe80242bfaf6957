import type { Point } from 'chart.js';
import type { EnergyBucket } from '../../app/history/query.ts';
import type { Language } from '../../app/text/texts.ts';
import { zeroBasedAxis } from './axes.ts';
import { energyTick, ticksOf } from './axis-ticks.ts';
import type { ChartLook } from './chart-look.ts';
import {
  type ChartSpec,
  type TimeChartDataset,
  type TimeFrame,
  timeChartOptions,
} from './time-chart-options.ts';

/** What fills a bar. @param estimated hatched, since part of the energy was shared by time. */
export type BarPaint = (colour: string, estimated: boolean) => string | CanvasPattern;

const SMALLEST_WH = 500;
/** The chart is low. */
const MOST_STEPS = 3;
/** Part of its time that a bar takes. */
const BAR_WIDTH = 0.8;
const PHASES = ['energyL1', 'energyL2', 'energyL3'] as const;

const phasesKnown = ({ energy }: EnergyBucket): boolean =>
  PHASES.every((phase) => energy[phase] !== null);

/** Bars of the phases on each other; where a phase is not known, one bar of the total. */
export function energySpec(
  buckets: readonly EnergyBucket[],
  paint: BarPaint,
  time: TimeFrame,
  look: ChartLook,
  language: Language,
): ChartSpec {
  const bars = (
    label: string,
    colour: string,
    edge: string | null,
    value: (bucket: EnergyBucket) => number | null,
  ): TimeChartDataset => ({
    type: 'bar',
    label,
    data: withNeighbours(buckets, value),
    // One more before the first, as in `withNeighbours`.
    backgroundColor: ['', ...buckets.map(({ estimated }) => paint(colour, estimated))],
    borderColor: edge ?? 'transparent',
    borderWidth: edge === null ? 0 : 1,
    stack: 'energy',
    barThickness: 'flex',
    barPercentage: 1,
    categoryPercentage: BAR_WIDTH,
  });
  const phases = PHASES.map((field, index) => {
    const { line, edge } = look.phases[index] ?? look.phases[0];
    return bars(field, line, edge, (bucket) => (phasesKnown(bucket) ? bucket.energy[field] : null));
  });
  const whole = bars('energy', look.ink2, null, (bucket) =>
    phasesKnown(bucket) ? null : bucket.energy.energy,
  );
  const heights = buckets.map((bucket) => bucket.energy.energy ?? 0);
  const [lowest, highest] = [Math.min(0, ...heights), Math.max(0, ...heights)];
  const axis = zeroBasedAxis(lowest, highest, SMALLEST_WH, MOST_STEPS);
  const ticks = ticksOf(axis, (value) => energyTick(language, axis, value));
  const options = timeChartOptions(time, { ...axis, ticks }, look);
  const { x, y } = options.scales ?? {};
  return {
    type: 'bar',
    datasets: [...phases, whole],
    options: {
      ...options,
      scales: {
        x: { ...x, stacked: true, offset: false, grid: { ...x?.grid, offset: false } },
        y: { ...y, stacked: true },
      } as NonNullable<typeof options.scales>,
    },
  };
}

/** A bar is as wide as the way to its neighbours, so the outer ones get empty neighbours. */
function withNeighbours(
  buckets: readonly EnergyBucket[],
  value: (bucket: EnergyBucket) => number | null,
): Point[] {
  const point = (from: number, to: number, y: number | null): Point => ({
    x: (from + to) / 2,
    y: y as number,
  });
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [
    point(2 * first.from - first.to, first.from, null),
    ...buckets.map((bucket) => point(bucket.from, bucket.to, value(bucket))),
    point(last.to, 2 * last.to - last.from, null),
  ];
}
