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
const LAST = SIDE * SIDE - 1;

/**
 * Where the picture stands at `now`. Walks over every place of a small square, row by row like an
 * ox at the plough, and the same way back: each place is one step from the last.
 */
export function shiftAt(now: EpochMs): Shift {
  const turn = Math.floor(now / STEP_EVERY) % (2 * LAST);
  const place = turn <= LAST ? turn : 2 * LAST - turn;
  const row = Math.floor(place / SIDE);
  const along = place % SIDE;
  const column = row % 2 === 0 ? along : SIDE - 1 - along;
  return { x: column - FARTHEST_SHIFT, y: row - FARTHEST_SHIFT };
}
