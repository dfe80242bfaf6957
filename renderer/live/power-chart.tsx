import {
  type Chart,
  Chart as ChartJs,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  TimeScale,
  Tooltip,
} from 'chart.js';
import 'chartjs-adapter-luxon';
import annotation from 'chartjs-plugin-annotation';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Line } from 'react-chartjs-2';
import type { RecentPower } from '../../app/recent.ts';
import type { EpochMs, Millis } from '../../app/units.ts';
import { lastHourAxis, powerAxis } from '../charts/axes.ts';
import { useChartLook } from '../charts/chart-look.ts';
import { CROSSHAIR, LONE_POINTS } from '../charts/chart-plugins.ts';
import { useTexts } from '../state/texts.tsx';
import { type PowerDataset, powerChartOptions, powerDatasets } from './power-chart-options.ts';
import { chartPoints, extremesOf } from './power-series.ts';

ChartJs.register(LineController, LineElement, PointElement, LinearScale, TimeScale);
ChartJs.register(Filler, Tooltip, annotation);

interface Props {
  readonly recent: RecentPower;
  /** The right end of the axis. */
  readonly until: EpochMs;
  readonly longestStep: Millis;
  readonly summary: string;
}

/** The lines of the last hour. The chart lives on; only its points and its frame change. */
export function PowerChart({ recent, until, longestStep, summary }: Props) {
  const { t, language } = useTexts();
  const look = useChartLook();
  const chart = useRef<Chart<'line', PowerDataset['data']>>(null);
  const data = useMemo(() => ({ datasets: powerDatasets(look, t('live:total')) }), [look, t]);
  const options = useMemo(() => {
    const { lowest, highest } = extremesOf(recent) ?? { lowest: 0, highest: 0 };
    const time = lastHourAxis(recent.at[0] ?? null, until);
    return powerChartOptions({ time, power: powerAxis(lowest, highest) }, look, language);
  }, [recent, until, look, language]);
  // Options given to the component at each poll would make it draw twice.
  const [firstOptions] = useState(options);

  useEffect(() => {
    if (chart.current === null) return;
    for (const dataset of chart.current.data.datasets) {
      const { column } = dataset as PowerDataset;
      dataset.data = chartPoints(recent, column, longestStep) as PowerDataset['data'];
    }
    chart.current.options = options;
    chart.current.update('none');
  }, [recent, longestStep, options]);

  return (
    <Line
      ref={chart}
      data={data}
      options={firstOptions}
      plugins={PLUGINS}
      updateMode="none"
      role="img"
      aria-label={summary}
    />
  );
}

const PLUGINS = [CROSSHAIR, LONE_POINTS];
