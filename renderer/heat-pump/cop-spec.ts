import type { CopPoint } from '../../app/insights/query.ts';
import type { Language } from '../../app/text/texts.ts';
import { roundAxis, zeroBasedAxis } from '../charts/axes.ts';
import { ticksAt, ticksOf } from '../charts/axis-ticks.ts';
import type { ChartLook } from '../charts/chart-look.ts';
import { type ChartSpec, plotOptions } from '../charts/time-chart-options.ts';

const SMALLEST_COP = 4;
const MOST_STEPS = 5;
/** Of the text's size. */
const DOT_EM = 0.3;
/** °C; one warm week is no climate. */
const SMALLEST_SPREAD = 5;

/** COP over outdoor temperature, a dot a day. @param most marks that fit side by side. */
export function copSpec(
  points: readonly CopPoint[],
  most: number,
  look: ChartLook,
  language: Language,
): ChartSpec {
  const outdoors = points.map(({ outdoor }) => outdoor);
  const across = roundAxis(Math.min(...outdoors), Math.max(...outdoors), SMALLEST_SPREAD, most);
  const highest = Math.max(0, ...points.map(({ cop }) => cop));
  const up = zeroBasedAxis(0, highest, SMALLEST_COP, MOST_STEPS);
  const decimals = up.step % 1 === 0 ? 0 : 1;
  const number = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const degrees = (value: number) => ticksAt([value], language, 0, '°C')[0]?.text ?? '';
  return {
    type: 'line',
    datasets: [
      {
        type: 'line',
        label: 'cop',
        data: points.map(({ outdoor, cop }) => ({ x: outdoor, y: cop })),
        showLine: false,
        borderColor: 'transparent',
        backgroundColor: look.ink2,
        pointRadius: DOT_EM * look.fontSize,
        pointBorderWidth: 0,
      },
    ],
    options: plotOptions(
      { ...across, ticks: ticksOf(across, degrees), labelled: true, isRuled: true, right: 2 },
      { ...up, ticks: ticksOf(up, (value) => number.format(value)) },
      look,
    ),
  };
}
