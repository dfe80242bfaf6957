import { type EpochMs, type Millis, minutes, type WattHours, wattHours } from '../units.ts';

/**
 * Energy is kept in whole milliwatt-hours: they add up exactly, in any order and however a
 * stretch of time is cut.
 */
export interface CounterMark {
  readonly at: EpochMs;
  /** The counter in whole mWh. */
  readonly mWh: number;
}

/** The finest stretch that energy is kept for; every zone's hours and days begin on its edge. */
export const QUARTER = minutes(15);

export const quarterOf = (at: number): number => Math.floor(at / QUARTER);
export const toMilliWattHours = (energy: number): number => Math.round(energy * 1000);
export const fromMilliWattHours = (mWh: number): WattHours => wattHours(mWh / 1000);

/** What is known of the way from one reading of a counter to the next. */
export interface CounterWay {
  /** Another counter or a counter that was reset: nothing is known of what was used between. */
  readonly newEpoch: boolean;
  /** A net counter may fall, which is export. Any other that falls has begun a new epoch. */
  readonly mayFall: boolean;
  /** The wall clock was set in between, so the span between the two times means nothing. */
  readonly clockStepped: boolean;
  /** Two readings farther apart than this have a gap between them. */
  readonly gapAbove: Millis;
}

/** The part of an energy that falls into one quarter of an hour. */
export interface EnergyShare {
  /** Quarters of an hour since 1970 (UTC). */
  readonly quarter: number;
  readonly mWh: number;
  /** The quarter's beginning lies in a gap, so how much came before it is an estimate. */
  readonly beginsInGap: boolean;
}

/** The energy between two readings of one counter in whole mWh; 0 across a new epoch. */
export function energyBetween(from: CounterMark, to: CounterMark, way: CounterWay): number {
  if (way.newEpoch) return 0;
  const rise = to.mWh - from.mWh;
  return rise < 0 && !way.mayFall ? 0 : rise;
}

/**
 * Shares the energy between two readings by time among the quarters of an hour that they span.
 * The shares add up to {@link energyBetween} exactly.
 */
export function shareByTime(
  from: CounterMark,
  to: CounterMark,
  way: CounterWay,
): readonly EnergyShare[] {
  const energy = energyBetween(from, to, way);
  const span = to.at - from.at;
  if (way.clockStepped || span <= 0) {
    return [{ quarter: quarterOf(to.at), mWh: energy, beginsInGap: false }];
  }
  const last = quarterOf(to.at - 1);
  const inGap = span > way.gapAbove;
  const shares: EnergyShare[] = [];
  let given = 0;
  for (let quarter = quarterOf(from.at); quarter <= last; quarter++) {
    const end = Math.min((quarter + 1) * QUARTER, to.at);
    const until = end === to.at ? energy : Math.round((energy * (end - from.at)) / span);
    const beginsInGap = inGap && quarter * QUARTER > from.at;
    shares.push({ quarter, mWh: until - given, beginsInGap });
    given = until;
  }
  return shares;
}
