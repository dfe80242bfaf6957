import { useState } from 'react';
import type { TimeRange } from '../../app/history/query.ts';
import { type Field, POWER_FIELDS, type PowerField } from '../../app/measurement.ts';
import { joined } from '../../app/text/numbers.ts';
import { ChartRow } from '../charts/chart-row.tsx';
import { spokenField } from '../charts/spoken-field.ts';
import { StateStrip } from '../charts/state-strip.tsx';
import { TimeChart } from '../charts/time-chart.tsx';
import { useTexts } from '../state/texts.tsx';
import type { HistoryPicture } from './history-request.ts';
import { LineToggles } from './line-toggles.tsx';
import { StateLegend } from './state-legend.tsx';
import { isStripExact, type RangeSummary } from './summary.ts';
import { type ShownOverlay, useSpecs } from './use-specs.ts';

interface Props {
  readonly picture: HistoryPicture;
  readonly summary: RangeSummary;
  /** What the axis shows; while an answer is under way another range than the picture's. */
  readonly range: TimeRange;
  /** Of the plot, in px. */
  readonly width: number;
  readonly overlay: ShownOverlay | null;
  readonly hasOverlay: boolean;
}

/** All charts of the view over one time axis. */
export function HistoryCharts({ picture, summary, range, width, overlay, hasOverlay }: Props) {
  const { t, language } = useTexts();
  const [shown, setShown] = useState<ReadonlySet<PowerField>>(new Set(POWER_FIELDS));
  const specs = useSpecs({ picture, range, width, shown, overlay, hasOverlay });
  const { energy, strip, request } = picture;

  const words = (field: Field, title: string): string => {
    const values = summary.fields[field];
    if (values === null) return t('historyView:chartEmpty', { title });
    const say = (value: number): string => joined(spokenField(language, field, value));
    const { min, mean, max } = values;
    return t('historyView:chart', { title, min: say(min), mean: say(mean), max: say(max) });
  };
  const together = joined(spokenField(language, 'energy', summary.energy ?? 0));
  const energyTitle = t(`historyView:energyPer.${request.per}`);
  return (
    <>
      <ChartRow
        kind="power"
        title={t('historyView:power')}
        legend={<LineToggles shown={shown} onChange={setShown} />}
      >
        <TimeChart spec={specs.power} summary={words('power', t('historyView:power'))} />
      </ChartRow>
      <ChartRow
        kind="strip"
        title={t(isStripExact(request) ? 'historyView:states' : 'historyView:mostly')}
        legend={<StateLegend segments={strip} range={request} />}
      >
        <StateStrip
          segments={strip}
          range={range}
          width={width}
          summary={t('historyView:states')}
        />
      </ChartRow>
      <ChartRow
        kind="energy"
        title={energyTitle}
        legend={
          energy.some(({ estimated }) => estimated) && (
            <span className="chart-row__note">{t('historyView:estimates')}</span>
          )
        }
      >
        <TimeChart
          spec={specs.energy}
          summary={t('historyView:bars', {
            title: energyTitle,
            count: energy.length,
            energy: together,
          })}
        />
      </ChartRow>
      <ChartRow kind="counter" title={t('historyView:cumulative')}>
        <TimeChart spec={specs.counter} summary={`${t('historyView:cumulative')}: ${together}`} />
      </ChartRow>
      <ChartRow
        kind="frequency"
        title={t('historyView:frequency')}
        legend={<span className="chart-row__note">{t('historyView:bandFrequency')}</span>}
      >
        <TimeChart
          spec={specs.frequency}
          summary={words('frequency', t('historyView:frequency'))}
        />
      </ChartRow>
      <ChartRow
        kind="power-factor"
        title={t('historyView:powerFactor')}
        legend={<span className="chart-row__note">{t('historyView:bandPowerFactor')}</span>}
      >
        <TimeChart
          spec={specs['power-factor']}
          summary={words('powerFactor', t('historyView:powerFactor'))}
        />
      </ChartRow>
    </>
  );
}
