import { DateTime } from 'luxon';
import type { EnergyToday } from './bridge/state.ts';
import {
  type CounterMark,
  type CounterWay,
  fromMilliWattHours,
  QUARTER,
  toMilliWattHours,
} from './energy/counter.ts';
import { beginsAnew, counterGapAbove, mayFall, serialOf } from './energy/one-meter.ts';
import { type QuarterWork, shareRise, WorkSoFar } from './energy/work.ts';
import { heldUntil } from './history/hold.ts';
import type { PollEvent } from './poll.ts';
import { type EpochMs, epochMs, type Millis, wattHours } from './units.ts';

/** What is needed to go on counting. */
export interface EnergyTodayState {
  /** The newest reading of the counter. */
  readonly mark: CounterMark;
  /** Of the meter that answered last; null: not known. */
  readonly serial: number | null;
  /** The next reading is of another counter. */
  readonly isOtherNext: boolean;
  /** Work since the newest reading of the counter; null: for too long to be kept. */
  readonly work: readonly QuarterWork[] | null;
  /** The newest reading, whose power in W stands until the next poll; null: that one failed. */
  readonly standing: {
    readonly at: EpochMs;
    readonly every: Millis;
    readonly power: number | null;
  } | null;
  /** Of the local day of the newest reading; null: it was not read on the day that was asked for. */
  readonly today: EnergyToday | null;
}

/** Local midnight at or before `at`. */
export function startOfDay(at: EpochMs, zone: string): EpochMs {
  return epochMs(DateTime.fromMillis(at, { zone }).startOf('day').toMillis());
}

/** The day of the first reading that is counted, from which on it is known. */
export function dayFrom(first: EpochMs, midnight: EpochMs): EnergyToday {
  const since = epochMs(Math.max(first, midnight));
  return { since, wholeDay: since === midnight, energy: wattHours(0), estimated: false };
}

/** Adds what the counter rose by between two readings, as far as it belongs to the day. */
function withStep(
  today: EnergyToday,
  from: CounterMark,
  to: CounterMark,
  way: CounterWay,
  work: readonly QuarterWork[],
  midnight: EpochMs,
): EnergyToday {
  const first = midnight / QUARTER;
  const shares = shareRise(from, to, way, work).filter(({ quarter }) => quarter >= first);
  const mWh = shares.reduce((sum, share) => sum + share.mWh, toMilliWattHours(today.energy));
  const overMidnight = shares.some((share) => share.quarter === first && share.beginsInGap);
  return {
    ...today,
    energy: fromMilliWattHours(mWh),
    estimated: today.estimated || overMidnight,
  };
}

/** Work up to the next poll. */
function workUntil(
  { work, standing }: EnergyTodayState,
  at: EpochMs,
): readonly QuarterWork[] | null {
  if (standing === null || standing.power === null || work === null) return work;
  const sum = new WorkSoFar(work);
  sum.add(standing.power, standing.at, heldUntil(standing.at, standing.every, at));
  return sum.quarters;
}

/** A poll failed, or none is made for a while: the power is not known from `at` on. */
export function brokenEnergyToday(
  before: EnergyTodayState | null,
  at: EpochMs,
): EnergyTodayState | null {
  return before && { ...before, work: workUntil(before, at), standing: null };
}

/**
 * Energy of the local day by the rules of the record: what a counter rose by is shared among the
 * quarters of an hour that it took, gaps too, and nothing is counted from one meter to another.
 * @param every the time between polls
 */
export function nextEnergyToday(
  before: EnergyTodayState | null,
  poll: PollEvent & { readonly kind: 'reading' },
  every: Millis,
  zone: string,
): EnergyTodayState | null {
  const { at, values } = poll.reading;
  const serial = serialOf(poll) ?? before?.serial ?? null;
  const midnight = startOfDay(at, zone);
  const standing = { at, every, power: values.power };
  const read = { serial, isOtherNext: false, work: [], standing };
  if (before === null) {
    if (values.energy === null) return null;
    const mark = { at, mWh: toMilliWattHours(values.energy) };
    return { ...read, mark, today: dayFrom(at, midnight) };
  }
  const work = workUntil(before, at);
  const newEpoch = before.isOtherNext || beginsAnew(poll, 'energy', before.serial);
  if (values.energy === null) return { ...before, serial, isOtherNext: newEpoch, work, standing };
  const mark = { at, mWh: toMilliWattHours(values.energy) };
  const gapAbove = counterGapAbove(every);
  const way = { newEpoch, mayFall: mayFall(poll), clockStepped: false, gapAbove };
  const known = energyTodayAt(before, at, zone);
  const today = known ?? dayFrom(epochMs(Math.min(before.mark.at, at)), midnight);
  return { ...read, mark, today: withStep(today, before.mark, mark, way, work ?? [], midnight) };
}

/** What may be called today's energy at `at`; null before the day's first reading of the counter. */
export function energyTodayAt(
  state: EnergyTodayState | null,
  at: EpochMs,
  zone: string,
): EnergyToday | null {
  const today = state?.today ?? null;
  if (today === null) return null;
  return today.since <= at && today.since >= startOfDay(at, zone) ? today : null;
}
