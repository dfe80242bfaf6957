import { DateTime } from 'luxon';
import type { EnergyToday } from './bridge/state.ts';
import type { Reading } from './measurement.ts';
import { type EpochMs, epochMs, type WattHours, wattHours } from './units.ts';

/** What is needed to go on counting: where the counter stood and what was counted before that. */
export interface EnergyTodayState {
  readonly today: EnergyToday;
  /** The counter at the newest reading. */
  readonly counter: WattHours;
}

/** Local midnight at or before `at`. */
export function startOfDay(at: EpochMs, zone: string): EpochMs {
  return epochMs(DateTime.fromMillis(at, { zone }).startOf('day').toMillis());
}

/**
 * Energy of the local day from counter differences; a fall of the counter counts nothing.
 * Readings without energy change nothing.
 */
export function nextEnergyToday(
  before: EnergyTodayState | null,
  reading: Reading,
  zone: string,
): EnergyTodayState | null {
  const counter = reading.values.energy;
  if (counter === null) return before;
  const midnight = startOfDay(reading.at, zone);
  if (before === null) {
    const today = { since: reading.at, wholeDay: false, energy: wattHours(0) };
    return { today, counter };
  }
  const rise = Math.max(0, counter - before.counter);
  if (before.today.since < midnight) {
    // The counter was read shortly before midnight, so the new day begins where the old one ended.
    return { today: { since: midnight, wholeDay: true, energy: wattHours(rise) }, counter };
  }
  const energy = wattHours(before.today.energy + rise);
  return { today: { ...before.today, energy }, counter };
}
