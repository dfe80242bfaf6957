import { useId } from 'react';
import type { AppState } from '../../app/bridge/state.ts';
import { joined, spokenPower } from '../../app/text/numbers.ts';
import { type EpochMs, epochMs, watts } from '../../app/units.ts';
import { useAppState, useTimed } from '../state/services.tsx';
import { type TextsInUse, useTexts } from '../state/texts.tsx';
import { PHASES } from './phases.ts';
import { PowerChart } from './power-chart.tsx';
import { extremesOf, longestStep } from './power-series.ts';
import './last-hour.css';

/** The axis goes on this often by itself, so that a gap grows while nothing comes. */
const ADVANCE_MS = 5000;

/** The newest point, or a recent multiple of five seconds when that is later. */
function axisEnd({ recent }: AppState, now: EpochMs): number {
  return Math.max(recent.at.at(-1) ?? 0, Math.floor(now / ADVANCE_MS) * ADVANCE_MS);
}

/** Power in the last hour with its phases. */
export function LastHour() {
  const texts = useTexts();
  const { t } = texts;
  const id = useId();
  const recent = useAppState((state) => state.recent);
  const watched = useAppState((state) => state.settings.pollWatchedS);
  const idle = useAppState((state) => state.settings.pollIdleS);
  const until = epochMs(useTimed(axisEnd));
  return (
    <section className="card last-hour" aria-labelledby={id}>
      <header className="last-hour__head">
        <h2 id={id} className="card__title">
          {t('live:lastHour')}
        </h2>
        <ul className="legend">
          <li>
            <span className="swatch swatch--total" aria-hidden="true" />
            {t('live:total')}
          </li>
          {PHASES.map((name) => (
            <li key={name}>
              <span className={`swatch swatch--${name}`} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      </header>
      <div className="last-hour__chart">
        <PowerChart
          recent={recent}
          until={until}
          longestStep={longestStep(watched, idle)}
          summary={summaryOf(recent, texts)}
        />
        {recent.at.length === 0 && <p className="last-hour__empty">{t('live:collecting')}</p>}
      </div>
    </section>
  );
}

/** What the chart says, for those who do not see it. */
function summaryOf(recent: AppState['recent'], { t, language }: TextsInUse): string {
  const extremes = extremesOf(recent, ['power']);
  if (extremes === null) return t('live:chartEmpty');
  const say = (power: number | null | undefined): string =>
    typeof power === 'number' ? joined(spokenPower(language, watts(power))) : '–';
  return t('live:chartSummary', {
    lowest: say(extremes.lowest),
    highest: say(extremes.highest),
    newest: say(recent.power.at(-1)),
  });
}
