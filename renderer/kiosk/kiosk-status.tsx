import { Age } from '../shell/age.tsx';
import { ageOrigin } from '../shell/status.ts';
import { StatusGlyph } from '../shell/status-glyph.tsx';
import { useAppState, useFreshness } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';

/** Whether the values are new, and whether they are of this house. */
export function KioskStatus() {
  const { t } = useTexts();
  const freshness = useFreshness();
  const origin = useAppState((state) => ageOrigin(state.live));
  const isDemo = useAppState((state) => state.live.source.kind === 'demo');
  return (
    <header className="wall__head">
      {isDemo && <strong className="wall__demo">{t('demo')}</strong>}
      <p className={`wall__status wall__status--${freshness}`}>
        <StatusGlyph freshness={freshness} />
        <strong>{t(`freshness.${freshness}`)}</strong>
        <span className="wall__age">
          <Age at={origin} />
        </span>
      </p>
    </header>
  );
}
