import { type EpochMs, epochMs } from '../../app/units.ts';

const FIRST_YEAR = 2026;

/** 1 August, 00:00 in UTC+1. */
const august = (year: number): EpochMs => epochMs(Date.UTC(year, 6, 31, 23));

/**
 * When the simulated meter was fitted: 1 August 2026, so that its counters show some hundreds of
 * kWh in the autumn after; for a simulation that starts earlier, the 1 August before it.
 */
export function fittedBefore(start: EpochMs): EpochMs {
  let year = FIRST_YEAR;
  while (august(year) > start) year--;
  return august(year);
}
