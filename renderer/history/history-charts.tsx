import { useMemo, useState } from 'react';
import type { TimeRange } from '../../app/history/query.ts';
import { type Field, POWER_FIELDS, type PowerField } from '../../app/measurement.ts';
import { joined } from '../../app/text/numbers.ts';
import { useChartLook } from '../charts/chart-look.ts';
import { ChartRow } from '../charts/chart-row.tsx';
import { riseOf } from '../charts/counter-rise.ts';
import { counterSpec } from '../charts/counter-spec.ts';
import { energySpec } from '../charts/energy-spec.ts';
import { frequencySpec, powerFactorSpec } from '../charts/grid-spec.ts';
import { hatchPaint } from '../charts/hatch.ts';
import { powerSpec } from '../charts/power-spec.ts';
import { spokenField } from '../charts/spoken-field.ts';
import { StateStrip } from '../charts/state-strip.tsx';
import { TimeChart } from '../charts/time-chart.tsx';
import type { TimeFrame } from '../charts/time-chart-options.ts';
import { timeTicks } from '../charts/time-ticks.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import type { HistoryPicture } from './history-request.ts';
import { LineToggles } from './line-toggles.tsx';
import { StateLegend } from './state-legend.tsx';
import { isStripExact, type RangeSummary } from './summary.ts';

interface Props {
  readonly picture: HistoryPicture;
  readonly summary: RangeSummary;
  /** What the axis shows; while an answer is under way another range than the picture's. */
  readonly range: TimeRange;
  /** Of the plot, in px. */
  readonly width: number;
}

/** px that a tick's text needs with the air around it, in parts of the text's size. */
const TICK_EM = 7;

/** All charts of the view over one time axis. */
export function HistoryCharts({ picture, summary, range, width }: Props) {
  const { t, language } = useTexts();
  const look = useChartLook();
  const connection = useAppState((state) => state.settings.connectionLimitW);
  const [shown, setShown] = useState<ReadonlySet<PowerField>>(new Set(POWER_FIELDS));
  const paint = useMemo(hatchPaint, []);
  const { series, energy, strip, request } = picture;

  const [plain, labelled] = useMemo((): readonly [TimeFrame, TimeFrame] => {
    const most = Math.floor(width / (look.fontSize * TICK_EM));
    const ticks = timeTicks(range, most, language);
    return [
      { range, ticks, labelled: false },
      { range, ticks, labelled: true },
    ];
  }, [range, width, look, language]);
  const power = useMemo(
    () => powerSpec(series, shown, labelled, look, language),
    [series, shown, labelled, look, language],
  );
  const bars = useMemo(
    () => energySpec(energy, paint, plain, look, language),
    [energy, paint, plain, look, language],
  );
  const counter = useMemo(
    () => counterSpec(series, riseOf(series, connection), plain, look, language),
    [series, connection, plain, look, language],
  );
  const frequency = useMemo(
    () => frequencySpec(series, plain, look, language),
    [series, plain, look, language],
  );
  const factor = useMemo(
    () => powerFactorSpec(series, labelled, look, language),
    [series, labelled, look, language],
  );

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
        <TimeChart spec={power} summary={words('power', t('historyView:power'))} />
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
          spec={bars}
          summary={t('historyView:bars', {
            title: energyTitle,
            count: energy.length,
            energy: together,
          })}
        />
      </ChartRow>
      <ChartRow kind="counter" title={t('historyView:cumulative')}>
        <TimeChart spec={counter} summary={`${t('historyView:cumulative')}: ${together}`} />
      </ChartRow>
      <ChartRow
        kind="frequency"
        title={t('historyView:frequency')}
        legend={<span className="chart-row__note">{t('historyView:bandFrequency')}</span>}
      >
        <TimeChart spec={frequency} summary={words('frequency', t('historyView:frequency'))} />
      </ChartRow>
      <ChartRow
        kind="power-factor"
        title={t('historyView:powerFactor')}
        legend={<span className="chart-row__note">{t('historyView:bandPowerFactor')}</span>}
      >
        <TimeChart spec={factor} summary={words('powerFactor', t('historyView:powerFactor'))} />
      </ChartRow>
    </>
  );
}
