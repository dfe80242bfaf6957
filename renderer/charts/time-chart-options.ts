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

/** A horizontal axis, of time or of anything else. */
export interface PlotAxis extends ValueAxis {
  readonly labelled: boolean;
  /** Whether its marks go on as lines through the plot. */
  readonly isRuled: boolean;
  /** Room at the right, in parts of the text's size. */
  readonly right: number;
}

/** Options of a chart over time. */
export function timeChartOptions(
  time: TimeFrame,
  value: ValueAxis,
  look: ChartLook,
  annotations: Annotations = {},
): ChartOptions<TimeChartType> {
  const axis: PlotAxis = {
    min: time.range.from,
    max: time.range.to,
    ticks: time.ticks.map(({ at, text }) => ({ value: at, text })),
    labelled: time.labelled,
    isRuled: true,
    right: rightEm(time.hasOverlay === true),
  };
  return plotOptions(axis, value, look, annotations);
}

/** Options of a chart that is drawn as it is told: without animation, pointer, tooltip and legend. */
export function plotOptions(
  across: PlotAxis,
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
    layout: { padding: { top: look.fontSize / 2, right: look.fontSize * across.right } },
    elements: { line: { tension: 0, borderJoinStyle: 'round' } },
    scales: {
      x: {
        type: 'linear',
        min: across.min,
        max: across.max,
        grid: { ...grid, display: across.isRuled },
        border: { display: false },
        afterBuildTicks: (scale) => {
          scale.ticks = across.ticks.map((tick) => ({ value: tick.value }));
        },
        // Texts at the ends would make this plot narrower than those above it.
        afterFit: (scale) => {
          scale.paddingLeft = 0;
          scale.paddingRight = 0;
        },
        ticks: {
          ...ticks,
          display: across.labelled,
          align: 'center',
          callback: (_, index) => across.ticks[index]?.text ?? '',
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
