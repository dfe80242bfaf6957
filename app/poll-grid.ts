import { type EpochMs, epochMs, type Millis } from './units.ts';

/**
 * The first point of the clock's grid (multiples of `interval` since the epoch) that lies after
 * `now`. Each wait is computed anew from the clock, so polls do not drift.
 */
export function nextGridPoint(now: EpochMs, interval: Millis): EpochMs {
  return epochMs((Math.floor(now / interval) + 1) * interval);
}

/** Like {@link nextGridPoint}, but no sooner than `wait` from now. */
export function nextGridPointAfter(now: EpochMs, wait: Millis, interval: Millis): EpochMs {
  const next = nextGridPoint(now, interval);
  const earliest = now + wait;
  return next >= earliest ? next : epochMs(Math.ceil(earliest / interval) * interval);
}
