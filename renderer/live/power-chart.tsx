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
import { RECENT_SPAN, type RecentPower } from '../../app/recent.ts';
import { after, type EpochMs, type Millis } from '../../app/units.ts';
import { useTexts } from '../state/texts.tsx';
import { powerAxis } from './axes.ts';
import { useChartLook } from './chart-look.ts';
import { CROSSHAIR, LONE_POINTS } from './chart-plugins.ts';
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
  const { lowest, highest } = extremesOf(recent) ?? { lowest: 0, highest: 0 };
  const { min, max, step } = powerAxis(lowest, highest);
  const options = useMemo(() => {
    const frame = { from: after(until, -RECENT_SPAN), until, axis: { min, max, step } };
    return powerChartOptions(frame, look, language);
  }, [until, min, max, step, look, language]);
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
