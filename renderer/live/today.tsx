import { useId, useMemo } from 'react';
import type { StripSegment } from '../../app/history/query.ts';
import { joined } from '../../app/text/numbers.ts';
import { ChartRow } from '../charts/chart-row.tsx';
import { counterSpec } from '../charts/counter-spec.ts';
import { frequencySpec, powerFactorSpec } from '../charts/grid-spec.ts';
import { spokenField } from '../charts/spoken-field.ts';
import { StateStrip } from '../charts/state-strip.tsx';
import { TimeChart } from '../charts/time-chart.tsx';
import { StateLegend } from '../history/state-legend.tsx';
import { fieldSummary } from '../history/summary.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { DayPlaceholder } from './day-placeholder.tsx';
import { dayOf, until } from './day-range.ts';
import { useDayHistory } from './use-day-history.ts';
import './days.css';

const NOTHING: readonly StripSegment[] = [];

/** The local day over one time axis: what the heat pump did, energy, and the grid's quality. */
export function Today() {
  const { t, language } = useTexts();
  const id = useId();
  const day = useDayHistory({ asker: 'live-day', per: 'hour', rangeAt: dayOf });
  const { surface, look, width, now, picture, frames, fault } = day;
  const specs = useMemo(() => {
    if (picture === null || frames === null) return null;
    const { series } = picture;
    return {
      energy: series.counter?.total ?? null,
      counter: counterSpec(series, frames.plain, look, language),
      frequency: frequencySpec(series, frames.plain, look, language),
      factor: powerFactorSpec(series, frames.labelled, look, language),
    };
  }, [picture, frames, look, language]);
  const words = (field: 'frequency' | 'powerFactor', title: string): string => {
    const values = picture === null ? null : fieldSummary(picture.series, field);
    if (values === null) return t('historyView:chartEmpty', { title });
    const say = (value: number): string => joined(spokenField(language, field, value));
    const { min, mean, max } = values;
    return t('historyView:chart', { title, min: say(min), mean: say(mean), max: say(max) });
  };
  const strip = useAppState((state) => state.heatPumpToday?.segments ?? NOTHING);
  const known = until(strip, now);
  return (
    <section className="card days days--today" aria-labelledby={id}>
      <h2 id={id} className="card__title">
        {t('live:today')}
      </h2>
      <div ref={surface} className="days__charts">
        {picture === null || specs === null ? (
          <DayPlaceholder fault={fault} />
        ) : (
          <>
            <ChartRow
              kind="strip"
              title={t('historyView:states')}
              legend={
                <StateLegend segments={known} range={{ from: picture.request.from, to: now }} />
              }
            >
              <StateStrip
                segments={known}
                range={picture.request}
                width={width}
                summary={t('historyView:states')}
              />
            </ChartRow>
            <ChartRow kind="counter" title={t('live:energySinceMidnight')}>
              <TimeChart
                spec={specs.counter}
                summary={joined(spokenField(language, 'energy', specs.energy ?? 0))}
              />
            </ChartRow>
            <ChartRow
              kind="frequency"
              title={t('live:frequency')}
              legend={<span className="chart-row__note">{t('historyView:bandFrequency')}</span>}
            >
              <TimeChart spec={specs.frequency} summary={words('frequency', t('live:frequency'))} />
            </ChartRow>
            <ChartRow
              kind="power-factor"
              title={t('live:powerFactor')}
              legend={<span className="chart-row__note">{t('historyView:bandPowerFactor')}</span>}
            >
              <TimeChart
                spec={specs.factor}
                summary={words('powerFactor', t('live:powerFactor'))}
              />
            </ChartRow>
          </>
        )}
      </div>
    </section>
  );
}
