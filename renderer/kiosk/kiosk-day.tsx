import { useChartLook } from '../charts/chart-look.ts';
import { useDayFigures } from '../live/day-figures.ts';
import { DayStrip } from '../live/day-strip.tsx';
import { useTexts } from '../state/texts.tsx';

/** Of the text's size. */
const STRIP_EM = 1.6;

/** Starts, run time and cost of the day, beside what the heat pump did in it. */
export function KioskDay() {
  const { t } = useTexts();
  const { fontSize } = useChartLook();
  const figures = useDayFigures();
  return (
    <section className="wall__day" aria-label={t('heatPump:day.title')}>
      <dl className="wall__figures">
        {figures.map(({ name, value }) => (
          <div key={name}>
            <dt>{t(`heatPump:day.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <DayStrip height={Math.round(fontSize * STRIP_EM)} />
    </section>
  );
}
