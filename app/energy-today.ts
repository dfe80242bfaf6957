import { DateTime } from 'luxon';
import type { EnergyToday } from './bridge/state.ts';
import type { CounterEvent } from './counters.ts';
import type { Reading } from './measurement.ts';
import { between, type EpochMs, epochMs, minutes, type WattHours, wattHours } from './units.ts';

/** What is needed to go on counting: what was counted, and where the counter stood when. */
export interface EnergyTodayState {
  readonly today: EnergyToday;
  /** The counter at the newest reading of it; null: the next one is another counter. */
  readonly counter: WattHours | null;
  readonly at: EpochMs;
}

/** Two of the slowest polls; after a longer time nobody knows what of it came after midnight. */
const LONGEST_STEP = minutes(10);

/** Local midnight at or before `at`. */
export function startOfDay(at: EpochMs, zone: string): EpochMs {
  return epochMs(DateTime.fromMillis(at, { zone }).startOf('day').toMillis());
}

const counting = (
  today: EnergyToday,
  energy: number,
  counter: WattHours,
  at: EpochMs,
): EnergyTodayState => ({ today: { ...today, energy: wattHours(energy) }, counter, at });

/**
 * Energy of the local day from counter differences; across a counter event nothing is counted.
 * Readings without energy change nothing.
 */
export function nextEnergyToday(
  before: EnergyTodayState | null,
  reading: Reading,
  events: readonly CounterEvent[],
  zone: string,
): EnergyTodayState | null {
  const { at } = reading;
  const counter = reading.values.energy;
  if (counter === null) return before;
  const fromHere = { since: at, wholeDay: false, energy: wattHours(0) };
  if (before === null || before.today.since > at) return counting(fromHere, 0, counter, at);
  const isBroken = events.some(({ field }) => field === 'energy');
  const rise = isBroken || before.counter === null ? 0 : counter - before.counter;
  const midnight = startOfDay(at, zone);
  if (before.today.since >= midnight) {
    return counting(before.today, before.today.energy + rise, counter, at);
  }
  const span = between(before.at, at);
  if (span > LONGEST_STEP) return counting(fromHere, 0, counter, at);
  const afterMidnight = between(midnight, at) / span;
  const newDay = { since: midnight, wholeDay: true, energy: wattHours(0) };
  return counting(newDay, rise * afterMidnight, counter, at);
}

/** What may be called today's energy at `at`; null before the day's first reading of the counter. */
export function energyTodayAt(
  state: EnergyTodayState | null,
  at: EpochMs,
  zone: string,
): EnergyToday | null {
  if (state === null) return null;
  const { since } = state.today;
  return since <= at && since >= startOfDay(at, zone) ? state.today : null;
}
