import { useAppState, useFreshness } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { Age } from './age.tsx';
import { ageOrigin } from './status.ts';
import { DETAILS_ID, StatusDetails } from './status-details.tsx';
import { StatusGlyph } from './status-glyph.tsx';
import './status.css';

/** The state of the connection as shape, word and age of the data; opens the details. */
export function StatusPill() {
  const { t } = useTexts();
  const freshness = useFreshness();
  const origin = useAppState((state) => ageOrigin(state.live));
  return (
    <div className="status">
      <button
        type="button"
        className={`status__pill status__pill--${freshness}`}
        popoverTarget={DETAILS_ID}
        aria-label={t('shell:status.label', { state: t(`freshness.${freshness}`) })}
      >
        <StatusGlyph freshness={freshness} />
        <span className="status__word">{t(`freshness.${freshness}`)}</span>
        <span className="status__age">
          <Age at={origin} />
        </span>
      </button>
      <StatusDetails />
    </div>
  );
}
