/** The part of an element in which curves are drawn, in px of the window. */
export interface Plot {
  readonly left: number;
  readonly width: number;
}

/** Wheels tell lines or pages instead of pixels on some systems. */
const LINE_PX = 16;
const PAGE_PX = 400;
/** One notch of a usual wheel (100 px) is a step of a fifth. */
const ZOOM_PER_PX = Math.log(1.2) / 100;
const MOST_AT_ONCE = 2;

/** Where a pointer stands on the plot, 0 to 1. */
export const partAt = ({ left, width }: Plot, x: number): number =>
  Math.min(1, Math.max(0, (x - left) / Math.max(1, width)));

interface WheelTurn {
  readonly deltaX: number;
  readonly deltaY: number;
  /** As in `WheelEvent`: 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  readonly shiftKey: boolean;
  /** Set for a pinch on a touchpad, whose steps are small. */
  readonly ctrlKey: boolean;
}

export type Turned =
  | { readonly kind: 'zoom'; readonly factor: number }
  /** In px of the plot; positive is later. */
  | { readonly kind: 'pan'; readonly px: number };

const PINCH_GAIN = 5;

/** A turn of the wheel zooms; sideways or with shift it pans. */
export function turned(turn: WheelTurn): Turned {
  const scale = turn.deltaMode === 1 ? LINE_PX : turn.deltaMode === 2 ? PAGE_PX : 1;
  const [x, y] = [turn.deltaX * scale, turn.deltaY * scale];
  if (turn.shiftKey) return { kind: 'pan', px: x === 0 ? y : x };
  if (Math.abs(x) > Math.abs(y)) return { kind: 'pan', px: x };
  const factor = Math.exp(y * ZOOM_PER_PX * (turn.ctrlKey ? PINCH_GAIN : 1));
  return { kind: 'zoom', factor: Math.min(MOST_AT_ONCE, Math.max(1 / MOST_AT_ONCE, factor)) };
}

export interface Finger {
  readonly id: number;
  /** px of the window */
  readonly x: number;
}

export interface Pinched {
  /** Below 1 shows less time. */
  readonly factor: number;
  /** Where between the fingers, in px of the window. */
  readonly x: number;
  /** How far the middle moved, in px. */
  readonly moved: number;
}

/** Nearer fingers say nothing about a distance. */
const NEAREST_PX = 10;

/** What two fingers did from one moment to the next. */
export function pinched(
  before: readonly [Finger, Finger],
  now: readonly [Finger, Finger],
): Pinched {
  const apart = ([a, b]: readonly [Finger, Finger]): number =>
    Math.max(NEAREST_PX, Math.abs(a.x - b.x));
  const middle = ([a, b]: readonly [Finger, Finger]): number => (a.x + b.x) / 2;
  return {
    factor: apart(before) / apart(now),
    x: middle(now),
    moved: middle(now) - middle(before),
  };
}
