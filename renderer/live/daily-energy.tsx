import { useId, useMemo } from 'react';
import type { TimeRange } from '../../app/history/query.ts';
import { joined } from '../../app/text/numbers.ts';
import type { EpochMs } from '../../app/units.ts';
import { energySpec } from '../charts/energy-spec.ts';
import { hatchPaint } from '../charts/hatch.ts';
import { spokenField } from '../charts/spoken-field.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { useTexts } from '../state/texts.tsx';
import { DayPlaceholder } from './day-placeholder.tsx';
import { lastDays } from './day-range.ts';
import { PHASES } from './phases.ts';
import { useDayHistory } from './use-day-history.ts';
import './days.css';

const DAYS = 14;
const lastFortnight = (now: EpochMs, zone: string): TimeRange => lastDays(now, DAYS, zone);

/** Energy of the last two weeks, a bar a day, the phases on each other. */
export function DailyEnergy() {
  const { t, language } = useTexts();
  const id = useId();
  const paint = useMemo(hatchPaint, []);
  const used = useDayHistory({ asker: 'live-days', per: 'day', rangeAt: lastFortnight });
  const { surface, look, picture, frames, fault } = used;
  const spec = useMemo(
    () =>
      picture === null || frames === null
        ? null
        : energySpec(picture.energy, paint, frames.labelled, look, language),
    [picture, frames, paint, look, language],
  );
  const title = t('historyView:energyPer.day');
  const energies = picture?.energy ?? [];
  const sum = energies.reduce((total, { energy }) => total + (energy.energy ?? 0), 0);
  return (
    <section className="card days days--energy" aria-labelledby={id}>
      <header className="chart-row__head">
        <h2 id={id} className="card__title">
          {title}
        </h2>
        <ul className="legend">
          {energies.some(({ estimated }) => estimated) && (
            <li className="chart-row__note">{t('historyView:estimates')}</li>
          )}
          {PHASES.map((name) => (
            <li key={name}>
              <span className={`swatch swatch--${name}`} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      </header>
      <div ref={surface} className="days__charts">
        {spec === null ? (
          <DayPlaceholder fault={fault} />
        ) : (
          <TimeChart
            spec={spec}
            summary={t('historyView:bars', {
              title,
              count: energies.length,
              energy: joined(spokenField(language, 'energy', sum)),
            })}
          />
        )}
      </div>
    </section>
  );
}
