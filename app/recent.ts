import type { Reading } from './measurement.ts';
import { type EpochMs, hours } from './units.ts';

/** A stretch of polled power as columns of one length; null is a gap. Units: ms since epoch and W. */
export interface RecentPower {
  readonly at: readonly EpochMs[];
  readonly power: readonly (number | null)[];
  readonly powerL1: readonly (number | null)[];
  readonly powerL2: readonly (number | null)[];
  readonly powerL3: readonly (number | null)[];
}

export const NO_RECENT_POWER: RecentPower = {
  at: [],
  power: [],
  powerL1: [],
  powerL2: [],
  powerL3: [],
};

/** How far back the Live view looks. */
export const RECENT_SPAN = hours(1);

/** One row: a reading, or null values where polling failed. */
export interface RecentPoint {
  readonly at: EpochMs;
  readonly power: number | null;
  readonly powerL1: number | null;
  readonly powerL2: number | null;
  readonly powerL3: number | null;
}

export function pointOf(reading: Reading): RecentPoint {
  const { power, powerL1, powerL2, powerL3 } = reading.values;
  return { at: reading.at, power, powerL1, powerL2, powerL3 };
}

export const gapAt = (at: EpochMs): RecentPoint => ({
  at,
  power: null,
  powerL1: null,
  powerL2: null,
  powerL3: null,
});

/**
 * Appends `point`, in place of one at the same instant, and drops what is older than an hour
 * before it. After a clock step back starts anew.
 */
export function appendRecent(recent: RecentPower, point: RecentPoint): RecentPower {
  const last = recent.at.at(-1);
  const kept = last !== undefined && point.at < last ? NO_RECENT_POWER : recent;
  const to = kept.at.length - (point.at === last ? 1 : 0);
  const firstKept = kept.at.findIndex((at) => at > point.at - RECENT_SPAN);
  const from = firstKept < 0 ? to : firstKept;
  return {
    at: [...kept.at.slice(from, to), point.at],
    power: [...kept.power.slice(from, to), point.power],
    powerL1: [...kept.powerL1.slice(from, to), point.powerL1],
    powerL2: [...kept.powerL2.slice(from, to), point.powerL2],
    powerL3: [...kept.powerL3.slice(from, to), point.powerL3],
  };
}
