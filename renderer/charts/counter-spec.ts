import type { Series } from '../../app/history/query.ts';
import type { Language } from '../../app/text/texts.ts';
import { zeroBasedAxis } from './axes.ts';
import { energyTick, ticksOf } from './axis-ticks.ts';
import type { ChartLook } from './chart-look.ts';
import { lineOf } from './lines.ts';
import { extremesIn, pointsOf } from './series-points.ts';
import { type ChartSpec, type TimeFrame, timeChartOptions } from './time-chart-options.ts';

const LINE_EM = 0.15;
/** A quiet hour stays a low line. */
const SMALLEST_WH = 100;
/** The chart is low. */
const MOST_STEPS = 3;

/** Energy since the beginning of the range, as an area that rises from zero. */
export function counterSpec(
  series: Series,
  time: TimeFrame,
  look: ChartLook,
  language: Language,
): ChartSpec {
  const risen = series.counter?.risen ?? [];
  const { lowest, highest } = extremesIn([risen]) ?? { lowest: 0, highest: 0 };
  const axis = zeroBasedAxis(lowest, highest, SMALLEST_WH, MOST_STEPS);
  const ticks = ticksOf(axis, (value) => energyTick(language, axis, value));
  const line = lineOf('energy', pointsOf(series, risen), look.total, LINE_EM, look);
  return {
    type: 'line',
    datasets: [{ ...line, fill: 'origin', backgroundColor: look.fill }],
    options: timeChartOptions(time, { ...axis, ticks }, look),
  };
}
