import { joined } from '../../app/text/numbers.ts';
import { spokenField } from '../charts/spoken-field.ts';
import { spanText } from '../shell/age-text.ts';
import type { TextsInUse } from '../state/texts.tsx';
import type { HistoryPicture } from './history-request.ts';
import { rangeText } from './range-text.ts';
import { isStripExact, type RangeSummary, stateShares } from './summary.ts';

/** What the charts show, for those who do not see them. */
export function rangeSentence(
  { t, language }: TextsInUse,
  { request, strip }: HistoryPicture,
  { fields, energy }: RangeSummary,
): string {
  const range = rangeText(language, request);
  const { power } = fields;
  if (power === null) return t('historyView:summaryEmpty', { range });
  const watts = (value: number): string => joined(spokenField(language, 'power', value));
  const shares = isStripExact(request) ? stateShares(strip, request) : [];
  const states = shares
    .filter(({ span }) => span > 0)
    .map(({ state, span }) =>
      t('historyView:stateFor', { state: t(`states.${state ?? 'none'}`), span: spanText(t, span) }),
    );
  return t('historyView:summary', {
    range,
    min: watts(power.min),
    mean: watts(power.mean),
    max: watts(power.max),
    energy: energy === null ? '–' : joined(spokenField(language, 'energy', energy)),
    states: states.join(', '),
  });
}
