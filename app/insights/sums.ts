import { QUARTER } from '../energy/counter.ts';
import { STATES } from './quarter.ts';

/** Quarters of an hour since 1970 (UTC), from `first` up to, not at, `end`. */
export interface Stretch {
  readonly first: number;
  readonly end: number;
}

/** The edge of a quarter that is nearest: every range begins and ends on one, so ranges that adjoin share nothing. */
export const nearestQuarter = (at: number): number => Math.round(at / QUARTER);

export const stretchOf = ({
  from,
  to,
}: {
  readonly from: number;
  readonly to: number;
}): Stretch => ({
  first: nearestQuarter(from),
  end: nearestQuarter(to),
});

/** Whole quarters added up. Energies are whole mWh, times ms; lists of states are in HEAT_PUMP_STATES' order. */
export interface Totals {
  readonly time: number[];
  /** By state, and last what is not known of any. */
  readonly energy: number[];
  /** E, E L1, E L2, E L3 by their counters. */
  readonly counters: number[];
  /** For how many quarters each counter is known. */
  readonly known: number[];
  starts: number;
  defrosts: number;
  deviation: number;
  phaseMean: number;
  peak: { readonly at: number; readonly power: number } | null;
}

export const zeros = (length: number): number[] => Array.from({ length }, () => 0);
export const COUNTERS_KEPT = 4;

export const noTotals = (): Totals => ({
  time: zeros(STATES),
  energy: zeros(STATES + 1),
  counters: zeros(COUNTERS_KEPT),
  known: zeros(COUNTERS_KEPT),
  starts: 0,
  defrosts: 0,
  deviation: 0,
  phaseMean: 0,
  peak: null,
});

/** Where figures come from. */
export interface QuarterSums {
  /** Adds what is known of a stretch to `totals`. */
  addTo(totals: Totals, stretch: Stretch): void;
  /** ms of a stretch for which there are readings of power. */
  seen(stretch: Stretch): number;
  /** Whole mWh by the main counter; null: nothing known. */
  energy(stretch: Stretch): number | null;
}

export function totalsOf(sums: QuarterSums, stretches: readonly Stretch[]): Totals {
  const totals = noTotals();
  for (const stretch of stretches) sums.addTo(totals, stretch);
  return totals;
}

/** Stretches in the order of time, those that adjoin as one. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const found: { first: number; end: number }[] = [];
  for (const { first, end } of stretches) {
    const last = found.at(-1);
    if (last?.end === first) last.end = end;
    else found.push({ first, end });
  }
  return found;
}
