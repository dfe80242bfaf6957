import type { StripSegment, TimeRange } from '../../app/history/query.ts';
import { StateSwatch } from '../charts/state-strip.tsx';
import { spanText } from '../shell/age-text.ts';
import { useTexts } from '../state/texts.tsx';
import { isStripExact, stateShares } from './summary.ts';

interface Props {
  readonly segments: readonly StripSegment[];
  readonly range: TimeRange;
}

/** The states of the strip as words, and how long each lasted where that is known. */
export function StateLegend({ segments, range }: Props) {
  const { t } = useTexts();
  const isExact = isStripExact(range);
  return (
    <ul className="legend">
      {stateShares(segments, range)
        .filter(({ state, span }) => state !== null || span > 0)
        .map(({ state, span }) => (
          <li key={state ?? 'none'}>
            <StateSwatch state={state} />
            {t(`states.${state ?? 'none'}`)}
            {isExact && (
              <>
                {' '}
                <span className="legend__span">{spanText(t, span)}</span>
              </>
            )}
          </li>
        ))}
    </ul>
  );
}
