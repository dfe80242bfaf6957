import type { InsightBar } from '../../app/insights/query.ts';
import { joined, spokenEnergy } from '../../app/text/numbers.ts';
import { wattHours } from '../../app/units.ts';
import type { TextsInUse } from '../state/texts.tsx';
import { type BarPer, barTitle } from './span-text.ts';

/** What the two charts show, for those who do not see them. */
export function barWords({ t, language }: TextsInUse, bars: readonly InsightBar[], per: BarPer) {
  const known = bars.filter(({ energy }) => energy !== null);
  const [most] = known.toSorted((a, b) => (b.energy ?? 0) - (a.energy ?? 0));
  const [busiest] = bars.toSorted((a, b) => b.starts - a.starts);
  const sum = known.reduce((total, { energy }) => total + (energy ?? 0), 0);
  const starts = bars.reduce((total, bar) => total + bar.starts, 0);
  const say = (energy: number): string => joined(spokenEnergy(language, wattHours(energy)));
  const empty = t('heatPump:barsEmpty');
  return {
    energy:
      most === undefined
        ? empty
        : t('heatPump:barEnergy', {
            count: known.length,
            energy: say(sum),
            most: say(most.energy ?? 0),
            when: barTitle(language, most, per),
          }),
    starts:
      busiest === undefined
        ? empty
        : t('heatPump:barStarts', {
            count: bars.length,
            starts,
            most: busiest.starts,
            when: barTitle(language, busiest, per),
          }),
  };
}
