import { faultText } from '../../app/text/fault-text.ts';
import type { EpochMs } from '../../app/units.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { useSecondsUntil } from './age.tsx';
import { timeText } from './age-text.ts';
import { StatusGlyph } from './status-glyph.tsx';

function Countdown(props: { readonly at: EpochMs }) {
  const { t } = useTexts();
  const seconds = useSecondsUntil(props.at);
  return seconds === 0 ? t('shell:trouble.nextTryNow') : t('shell:trouble.nextTryIn', { seconds });
}

/** Across the width while no values come: since when, why, and when the next try is. */
export function TroubleStrip() {
  const { t, language } = useTexts();
  const { clock } = useServices();
  const link = useAppState((state) => state.live.link);
  if (link.state !== 'offline' && link.state !== 'paused') return null;
  const time = timeText(language, link.since, clock.now());
  return (
    <section className={`trouble trouble--${link.state}`} aria-label={t(`freshness.${link.state}`)}>
      <StatusGlyph freshness={link.state} />
      <p className="trouble__text">
        <strong>{t(`shell:trouble.${link.state}`, { time })}</strong>{' '}
        {link.state === 'offline' ? faultText(t, link.fault) : t('shell:status.paused')}
      </p>
      {link.state === 'offline' && (
        <span className="trouble__next">
          <Countdown at={link.nextTryAt} />
        </span>
      )}
    </section>
  );
}
