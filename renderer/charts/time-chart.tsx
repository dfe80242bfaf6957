import {
  BarController,
  BarElement,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import { useLayoutEffect, useRef, useState } from 'react';
import { LONE_POINTS } from './chart-plugins.ts';
import type { ChartSpec, TimeChartDataset, TimeChartType } from './time-chart-options.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);
Chart.register(BarController, BarElement, Filler, annotation);

interface Props {
  readonly spec: ChartSpec;
  /** What the chart says, for those who do not see it. */
  readonly summary: string;
}

type Drawn = Chart<TimeChartType, TimeChartDataset['data']>;

/** Draws a spec. The chart lives on; only what it is given changes, without animation. */
export function TimeChart({ spec, summary }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Drawn>(null);
  const [first] = useState(spec);
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    const made = draw(canvas.current, first);
    chart.current = made;
    return () => {
      chart.current = null;
      made.destroy();
    };
  }, [first]);
  useLayoutEffect(() => {
    if (chart.current !== null) show(chart.current, spec);
  }, [spec]);
  return <canvas ref={canvas} className="time-chart" role="img" aria-label={summary} />;
}

function draw(canvas: HTMLCanvasElement, { type, datasets, options }: ChartSpec): Drawn {
  const data = { datasets: datasets.map((dataset) => ({ ...dataset })) };
  return new Chart<TimeChartType, TimeChartDataset['data']>(canvas, {
    type,
    data,
    options,
    plugins: [LONE_POINTS],
  });
}

/** Datasets that stay keep their elements, so that a year of points is not built anew. */
function show(chart: Drawn, { datasets, options }: ChartSpec): void {
  const kept = chart.data.datasets;
  kept.length = Math.min(kept.length, datasets.length);
  datasets.forEach((dataset, index) => {
    const before = kept[index];
    if (before === undefined) kept.push({ ...dataset });
    else Object.assign(before, dataset);
  });
  chart.options = options;
  chart.update('none');
}
