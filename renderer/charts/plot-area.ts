import type { ChartLook } from './chart-look.ts';

/** Of the text's size; `time-chart-options.ts` keeps the same room. */
export const VALUE_AXIS_EM = 6;

/** Where curves are drawn inside a chart of some width, in px from its left edge. */
export function plotArea(width: number, { fontSize }: Pick<ChartLook, 'fontSize'>) {
  const left = fontSize * VALUE_AXIS_EM;
  return { left, width: Math.max(0, width - left - fontSize) };
}
