import type { ChartLook } from './chart-look.ts';

/** Of the text's size. Wide enough for every tick text, so that plots stay below each other. */
export const VALUE_AXIS_EM = 6;
/** Room at the right of every chart while one of them has a second axis. */
export const OVERLAY_AXIS_EM = 4;

/** Room at the right, in parts of the text's size. */
export const rightEm = (hasOverlay: boolean): number => (hasOverlay ? OVERLAY_AXIS_EM : 1);

/** Where curves are drawn inside a chart of some width, in px from its left edge. */
export function plotArea(
  width: number,
  { fontSize }: Pick<ChartLook, 'fontSize'>,
  hasOverlay = false,
) {
  const left = fontSize * VALUE_AXIS_EM;
  return { left, width: Math.max(0, width - left - fontSize * rightEm(hasOverlay)) };
}
