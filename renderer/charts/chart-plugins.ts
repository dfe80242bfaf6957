import type { Chart, ChartType, Plugin } from 'chart.js';

declare module 'chart.js' {
  // The parameter has to be there for the declarations to merge.
  interface PluginOptionsByType<TType extends ChartType> {
    crosshair: { readonly colour: string };
  }
}

/** A vertical line through the points under the pointer. */
export const CROSSHAIR: Plugin<'line'> = {
  id: 'crosshair',
  beforeDatasetsDraw(chart) {
    const active = chart.getActiveElements()[0];
    const colour = chart.options.plugins?.crosshair?.colour;
    if (active === undefined || colour === undefined) return;
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(active.element.x, chartArea.top);
    ctx.lineTo(active.element.x, chartArea.bottom);
    ctx.stroke();
    ctx.restore();
  },
};

const DOT_RADIUS = 1.5;

/** Marks points without neighbours, which a line alone would leave out. */
export const LONE_POINTS: Plugin<'line'> = {
  id: 'lone-points',
  afterDatasetDraw(chart, { index, meta }) {
    const colour = chart.data.datasets[index]?.borderColor;
    if (typeof colour !== 'string') return;
    const { ctx } = chart;
    ctx.save();
    ctx.fillStyle = colour;
    for (const { x, y } of lonePoints(chart, index, meta.data)) {
      ctx.beginPath();
      ctx.arc(x, y, DOT_RADIUS, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.restore();
  },
};

interface Drawn {
  readonly x: number;
  readonly y: number;
}

function lonePoints(chart: Chart<'line'>, dataset: number, elements: readonly Drawn[]): Drawn[] {
  const points = (chart.data.datasets[dataset]?.data ?? []) as readonly {
    readonly y: number | null;
  }[];
  const isGap = (index: number): boolean => (points[index]?.y ?? null) === null;
  return elements.filter((_, index) => !isGap(index) && isGap(index - 1) && isGap(index + 1));
}
