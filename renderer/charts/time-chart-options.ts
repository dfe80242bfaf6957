import type { ChartDataset, ChartOptions, Point } from 'chart.js';
import type { TimeRange } from '../../app/history/query.ts';
import type { ChartLook } from './chart-look.ts';
import { rightEm, VALUE_AXIS_EM } from './plot-area.ts';
import type { TimeTick } from './time-ticks.ts';

export type TimeChartType = 'line' | 'bar';
export type TimeChartDataset = ChartDataset<TimeChartType, Point[]>;
export type Annotations = NonNullable<
  NonNullable<ChartOptions['plugins']>['annotation']
>['annotations'];

/** Everything that one chart shows. Made by pure functions; equal arguments give an equal chart. */
export interface ChartSpec {
  readonly type: TimeChartType;
  readonly datasets: readonly TimeChartDataset[];
  readonly options: ChartOptions<TimeChartType>;
}

/** The time axis that charts above each other share. */
export interface TimeFrame {
  readonly range: TimeRange;
  readonly ticks: readonly TimeTick[];
  /** Whether the times are written below the chart. */
  readonly labelled: boolean;
  /** Whether some chart has a second axis, for which all leave room. */
  readonly hasOverlay?: boolean;
}

/** A value axis with the marks that it shows. */
export interface ValueAxis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** Options of a chart that is drawn as it is told: without animation, pointer, tooltip and legend. */
export function timeChartOptions(
  time: TimeFrame,
  value: ValueAxis,
  look: ChartLook,
  annotations: Annotations = {},
): ChartOptions<TimeChartType> {
  const font = { family: look.font, size: look.fontSize };
  const grid = { color: look.grid, drawTicks: false };
  const ticks = { color: look.ink2, font, padding: 8, autoSkip: false, maxRotation: 0 };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    events: [],
    layout: {
      padding: { top: look.fontSize / 2, right: look.fontSize * rightEm(time.hasOverlay === true) },
    },
    elements: { line: { tension: 0, borderJoinStyle: 'round' } },
    scales: {
      x: {
        type: 'linear',
        min: time.range.from,
        max: time.range.to,
        grid,
        border: { display: false },
        afterBuildTicks: (scale) => {
          scale.ticks = time.ticks.map(({ at }) => ({ value: at }));
        },
        // Texts at the ends would make this plot narrower than those above it.
        afterFit: (scale) => {
          scale.paddingLeft = 0;
          scale.paddingRight = 0;
        },
        ticks: {
          ...ticks,
          display: time.labelled,
          align: 'center',
          callback: (_, index) => time.ticks[index]?.text ?? '',
        },
      },
      y: {
        type: 'linear',
        min: value.min,
        max: value.max,
        grid,
        border: { display: false },
        afterFit: (scale) => {
          scale.width = look.fontSize * VALUE_AXIS_EM;
        },
        afterBuildTicks: (scale) => {
          scale.ticks = value.ticks.map((tick) => ({ value: tick.value }));
        },
        ticks: { ...ticks, callback: (_, index) => value.ticks[index]?.text ?? '' },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: { enabled: false },
      annotation: { annotations },
    },
  };
}
