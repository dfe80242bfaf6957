import type { LengthClass } from '../../app/insights/query.ts';
import { joined, spokenDuration, spokenNumber } from '../../app/text/numbers.ts';
import type { Language } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';
import { epochMs, type Millis, minutes } from '../../app/units.ts';
import { countAxis } from '../charts/axes.ts';
import { ticksOf } from '../charts/axis-ticks.ts';
import { barsOf } from '../charts/bars.ts';
import type { ChartLook } from '../charts/chart-look.ts';
import { type ChartSpec, plotOptions } from '../charts/time-chart-options.ts';

const SMALLEST = 4;
const MOST_STEPS = 4;

/** `under 10 min`, `10–20 min`, `4:00 h and longer` */
export function lengthTitle(t: Translate, language: Language, { from, to }: LengthClass): string {
  const say = (span: LengthClass['from']): string => joined(spokenDuration(language, span));
  if (to === null) return t('heatPump:lengthFrom', { from: say(from) });
  if (from === 0) return t('heatPump:lengthUnder', { to: say(to) });
  const [low, high] = [spokenDuration(language, from), spokenDuration(language, to)];
  return `${low.unit === high.unit ? low.digits : joined(low)}–${joined(high)}`;
}

/** `0:10`, in hours and minutes. */
const edgeText = (at: Millis): string => {
  const total = Math.round(at / minutes(1));
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`;
};

/** Runs of each length, a bar a class between its edges. */
export function lengthsSpec(
  classes: readonly LengthClass[],
  look: ChartLook,
  language: Language,
): ChartSpec {
  const values = classes.map(({ count }) => count);
  const axis = countAxis(Math.max(0, ...values), SMALLEST, MOST_STEPS);
  const ticks = ticksOf(axis, (value) => spokenNumber(language, value, 0).digits);
  // Places instead of times: each class is one wide.
  const ranges = classes.map((_, index) => ({ from: epochMs(index), to: epochMs(index + 1) }));
  const fills = classes.map(() => look.ink2);
  const across = {
    min: 0,
    max: classes.length,
    ticks: classes.map(({ from }, index) => ({ value: index, text: edgeText(from) })),
    labelled: true,
    isRuled: false,
    right: 1,
  };
  return {
    type: 'bar',
    datasets: [barsOf({ label: 'runs', ranges, values, fills, edge: null })],
    options: plotOptions(across, { ...axis, ticks }, look),
  };
}
