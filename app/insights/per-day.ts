import { days, type WattHours, wattHours } from '../units.ts';
import type { Figures } from './figures.ts';

/** A shorter time says by itself what a day comes to. */
const SHORTEST = days(1.5);

/**
 * Energy for each 24 hours that passed and of which the counter's energy is known. A gap does not
 * count as time without use, since the counter went on in it. null: not long enough to say.
 */
export function energyPerDay({ energy, counted }: Figures): WattHours | null {
  if (energy.energy === null || counted < SHORTEST) return null;
  return wattHours((energy.energy * days(1)) / counted);
}
