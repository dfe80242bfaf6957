import type { InsightBar } from '../../app/insights/query.ts';
import { spokenNumber } from '../../app/text/numbers.ts';
import type { Language } from '../../app/text/texts.ts';
import { countAxis, zeroBasedAxis } from '../charts/axes.ts';
import { energyTick, ticksOf } from '../charts/axis-ticks.ts';
import { type BarPaint, barOptions, barsOf } from '../charts/bars.ts';
import type { ChartLook } from '../charts/chart-look.ts';
import type { ChartSpec, TimeFrame, ValueAxis } from '../charts/time-chart-options.ts';

const SMALLEST_WH = 500;
const SMALLEST_STARTS = 4;
const MOST_STEPS = 4;
/** A bar of less is hatched. */
const WHOLE = 0.95;

/** Part of the bar's time went by without readings. */
export const isPartial = ({ complete }: InsightBar): boolean => complete < WHOLE;

/** Nothing is known of the bar's starts, as opposed to there having been none. */
const startsOf = ({ complete, starts }: InsightBar): number | null =>
  complete === 0 ? null : starts;

export function energyBars(
  bars: readonly InsightBar[],
  paint: BarPaint,
  time: TimeFrame,
  look: ChartLook,
  language: Language,
): ChartSpec {
  const values = bars.map(({ energy }) => energy);
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  const least = Math.min(0, ...values.map((value) => value ?? 0));
  const axis = zeroBasedAxis(least, most, SMALLEST_WH, MOST_STEPS);
  const ticks = ticksOf(axis, (value) => energyTick(language, axis, value));
  return specOf('energy', bars, values, paint, time, { ...axis, ticks }, look);
}

export function startBars(
  bars: readonly InsightBar[],
  paint: BarPaint,
  time: TimeFrame,
  look: ChartLook,
  language: Language,
): ChartSpec {
  const values = bars.map(startsOf);
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  const axis = countAxis(most, SMALLEST_STARTS, MOST_STEPS);
  const ticks = ticksOf(axis, (value) => spokenNumber(language, value, 0).digits);
  return specOf('starts', bars, values, paint, time, { ...axis, ticks }, look);
}

const specOf = (
  label: string,
  bars: readonly InsightBar[],
  values: readonly (number | null)[],
  paint: BarPaint,
  time: TimeFrame,
  axis: ValueAxis,
  look: ChartLook,
): ChartSpec => {
  const fills = bars.map((bar) => paint(look.ink2, isPartial(bar)));
  return {
    type: 'bar',
    datasets: [barsOf({ label, ranges: bars, values, fills, edge: null })],
    options: barOptions(time, axis, look),
  };
};
