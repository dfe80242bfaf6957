import { energyTodayText } from '../../app/text/numbers.ts';
import { timeText } from '../shell/age-text.ts';
import { Quantity } from '../shell/quantity.tsx';
import { showingOf } from '../shell/status.ts';
import { useAppState, useFreshness, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';

/** Energy of the day; kept with its time while the meter is away. */
export function KioskEnergy() {
  const { t, language } = useTexts();
  const { clock } = useServices();
  const showing = showingOf(useFreshness());
  const today = useAppState((state) => state.today);
  const at = useAppState((state) => state.live.energyAt);
  const since =
    today === null || today.wholeDay
      ? null
      : t('kiosk:since', { time: timeText(language, today.since, clock.now()) });
  const asOf = at === null ? null : t('kiosk:asOf', { time: timeText(language, at, clock.now()) });
  return (
    <section className={`wall__energy wall__energy--${showing}`} aria-label={t('live:energyToday')}>
      <h2 className="wall__label">{t('kiosk:today')}</h2>
      <p className="wall__kwh">
        <Quantity value={today === null ? null : energyTodayText(language, today)} />
      </p>
      <p className="wall__since">{showing === 'current' ? since : asOf}</p>
    </section>
  );
}
