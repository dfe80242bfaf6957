import type { EnergyBucket } from '../../app/history/query.ts';
import type { Language } from '../../app/text/texts.ts';
import { zeroBasedAxis } from './axes.ts';
import { energyTick, ticksOf } from './axis-ticks.ts';
import { type BarPaint, barOptions, barsOf } from './bars.ts';
import type { ChartLook } from './chart-look.ts';
import type { ChartSpec, TimeChartDataset, TimeFrame } from './time-chart-options.ts';

const SMALLEST_WH = 500;
/** The chart is low. */
const MOST_STEPS = 3;
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
  ): TimeChartDataset =>
    barsOf({
      label,
      ranges: buckets,
      values: buckets.map(value),
      fills: buckets.map(({ estimated }) => paint(colour, estimated)),
      edge,
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
  return {
    type: 'bar',
    datasets: [...phases, whole],
    options: barOptions(time, { ...axis, ticks }, look),
  };
}
