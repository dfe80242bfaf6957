import { useId } from 'react';
import { viewHash } from '../shell/view-hash.ts';
import { useTexts } from '../state/texts.tsx';
import { useDayFigures } from './day-figures.ts';
import { DayStrip } from './day-strip.tsx';
import './heat-pump-today.css';

/** The heat pump's day in one line, and the way to its view. */
export function HeatPumpToday() {
  const { t } = useTexts();
  const id = useId();
  const figures = useDayFigures();
  return (
    <section className="card pump-day" aria-labelledby={id}>
      <h2 id={id} className="card__title">
        <a className="pump-day__link" href={viewHash('heat-pump')}>
          {t('heatPump:day.title')}
        </a>
      </h2>
      <dl className="pump-day__figures">
        {figures.map(({ name, value }) => (
          <div key={name}>
            <dt>{t(`heatPump:day.${name}`)}</dt>
            <dd className="quantity">{value}</dd>
          </div>
        ))}
      </dl>
      <DayStrip />
    </section>
  );
}
