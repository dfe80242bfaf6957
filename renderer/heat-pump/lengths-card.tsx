import { useId, useMemo } from 'react';
import type { LengthClass } from '../../app/insights/query.ts';
import { useChartLook } from '../charts/chart-look.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { useTexts } from '../state/texts.tsx';
import { lengthsSpec, lengthTitle } from './lengths-spec.ts';

/** How the lengths of the runs are spread. */
export function LengthsCard({ lengths }: { readonly lengths: readonly LengthClass[] }) {
  const { t, language } = useTexts();
  const id = useId();
  const look = useChartLook();
  const spec = useMemo(() => lengthsSpec(lengths, look, language), [lengths, look, language]);
  const classes = lengths.map(
    (one) => `${lengthTitle(t, language, one)}: ${t('heatPump:runCount', { count: one.count })}`,
  );
  const hasRuns = lengths.some(({ count }) => count > 0);
  return (
    <section className="card lengths-card" aria-labelledby={id}>
      <header className="chart-row__head">
        <h2 id={id} className="card__title">
          {t('heatPump:lengths')}
        </h2>
        <span className="chart-row__note">{t('heatPump:lengthsUnit')}</span>
      </header>
      <div className="lengths-card__chart">
        {hasRuns ? (
          <TimeChart
            spec={spec}
            summary={t('heatPump:lengthsSummary', { classes: classes.join('; ') })}
          />
        ) : (
          <p className="heat-pump__none">{t('heatPump:lengthsNone')}</p>
        )}
      </div>
    </section>
  );
}
