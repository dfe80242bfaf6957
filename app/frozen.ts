import { GRID_FIELDS, type Measurement, POWER_FIELDS, type RawReading } from './measurement.ts';
import { between, type EpochMs, minutes } from './units.ts';

/** How long nothing new has come. */
export interface Stillness {
  /** The newest two readings that differ; a gateway may remember two kinds of requests. */
  readonly known: readonly Measurement[];
  /** The first reading that was like one of them. */
  readonly since: EpochMs;
  /** Readings that were. */
  readonly readings: number;
}

/**
 * The frequency of a grid never stands still for ten minutes, and a gateway that answers from its
 * memory repeats all quantities to the last bit. The readings count as well, since a wall clock that is
 * set forward makes any two of them far apart.
 */
const FROZEN_AFTER = minutes(10);
const FROZEN_READINGS = 20;
const REMEMBERED = 2;

/** Without one nothing speaks against a heat pump that is off for days. */
const hasFrequency = ({ frequency }: Measurement): boolean =>
  frequency !== null && Number.isFinite(frequency);

/** The counters are not asked for at each poll, and may stand still for long. */
const isSame = (a: Measurement, b: Measurement): boolean =>
  hasFrequency(b) &&
  [...POWER_FIELDS, ...GRID_FIELDS].every((field) => Object.is(a[field], b[field]));

/** What is known after one more reading. */
export function nextStillness(before: Stillness | null, { at, values }: RawReading): Stillness {
  const known = before?.known ?? [];
  const isKnown = known.some((one) => isSame(one, values));
  if (before !== null && isKnown && at >= before.since) {
    return { ...before, readings: before.readings + 1 };
  }
  return { known: [values, ...known].slice(0, REMEMBERED), since: at, readings: 1 };
}

/** Whether the reading at `at` must be an old one that somebody repeats. */
export function isFrozen({ since, readings }: Stillness, at: EpochMs): boolean {
  return readings >= FROZEN_READINGS && between(since, at) >= FROZEN_AFTER;
}
