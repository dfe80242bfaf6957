import { type EpochMs, minutes } from '../units.ts';

/** A shift from the place where the picture belongs, in steps of a few pixels. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

/** Long enough that nobody sees it, short enough that no line burns in. */
const STEP_EVERY = minutes(1);
/** Steps to either side. */
export const FARTHEST_SHIFT = 2;

const SIDE = 2 * FARTHEST_SHIFT + 1;

/** To and fro along one axis: every place is one step from the last. */
function toAndFro(step: number): number {
  const turn = step % (2 * (SIDE - 1));
  return (turn < SIDE ? turn : 2 * (SIDE - 1) - turn) - FARTHEST_SHIFT;
}

/** Where the picture stands at `now`. Walks row by row over every place of a small square. */
export function shiftAt(now: EpochMs): Shift {
  const step = Math.floor(now / STEP_EVERY);
  return { x: toAndFro(step), y: toAndFro(Math.floor(step / (SIDE - 1))) };
}
