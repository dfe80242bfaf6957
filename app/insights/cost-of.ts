import { QUARTER } from '../energy/counter.ts';
import { HEAT_PUMP_STATES } from '../heat-pump/state.ts';
import { type Cost, cost, type EpochMs, epochMs } from '../units.ts';
import type { CostFigures } from './figures.ts';
import type { Prices } from './prices.ts';
import type { RunEnergy } from './run-energy.ts';
import { noTotals, type QuarterSums, type Stretch } from './sums.ts';

const STANDBY = HEAT_PUMP_STATES.indexOf('standby');
const MWH_IN_KWH = 1e6;

/**
 * The base fee of the local days of which anything is known, so that days add up to what they are
 * parts of. A record that began yesterday owes nothing for the year before it.
 */
function baseOf(prices: Prices, sums: QuarterSums, past: Stretch, now: EpochMs): number {
  let base = 0;
  for (const day of prices.daysOf(past)) {
    if (sums.energy(day) === null) continue;
    const to = epochMs(Math.min(day.end * QUARTER, now));
    base += prices.baseFee({ from: epochMs(day.first * QUARTER), to });
  }
  return base;
}

/**
 * What the energy of a time costs, with the base fee up to `now`. null: nothing is known of its energy,
 * or some of it was used when no price held.
 */
export function costOf(
  prices: Prices,
  sums: QuarterSums,
  stretches: readonly Stretch[],
  now: EpochMs,
): CostFigures | null {
  let [energy, standby, base, known] = [0, 0, 0, 0];
  for (const { first, end } of stretches) {
    const past = { first, end: Math.min(end, Math.ceil(now / QUARTER)) };
    base += baseOf(prices, sums, past, now);
    for (const part of prices.evenly(past.first, past.end)) {
      const totals = noTotals();
      sums.addTo(totals, part);
      const mWh = totals.counters[0] ?? 0;
      if (part.perKwh === null && mWh !== 0) return null;
      known += totals.known[0] ?? 0;
      energy += (mWh * (part.perKwh ?? 0)) / MWH_IN_KWH;
      standby += ((totals.energy[STANDBY] ?? 0) * (part.perKwh ?? 0)) / MWH_IN_KWH;
    }
  }
  if (known === 0) return null;
  return {
    energy: cost(energy),
    standby: cost(standby),
    base: cost(base),
    total: cost(energy + base),
  };
}

/** What a run's energy costs; a base fee is not a run's. null: no price for some of it. */
export function costOfRun(prices: Prices, parts: readonly RunEnergy[]): Cost | null {
  let sum = 0;
  for (const { quarter, mWh } of parts) {
    const part = prices.costOf(quarter, mWh);
    if (part === null) return null;
    sum += part;
  }
  return cost(sum);
}
