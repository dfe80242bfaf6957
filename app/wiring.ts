import type { Limits } from './counters.ts';
import { EMPTY_MEASUREMENT, type Measurement } from './measurement.ts';
import {
  hasTellingTotal,
  isBelievable,
  type PhaseComparison,
  phaseComparison,
} from './plausibility.ts';

/**
 * Whether the phases go with the total at this meter. Wired for three wires it holds 0 for them;
 * with a reversed transformer their signs do not add up to what is consumed.
 *
 * - `unknown`: so far from the beginning, no phases have gone with the total.
 * - `phases`: they have. One answer in which they do not is somebody else's.
 * - `total-only`: they did not from the beginning, so that the total counts without them.
 */
export type Wiring =
  | { readonly kind: 'unknown'; readonly disagreements: number }
  | { readonly kind: 'phases' }
  | { readonly kind: 'total-only'; readonly agreements: number };

/** So many answers in a row decide. */
export const DECIDING_ANSWERS = 3;

export const UNKNOWN_WIRING: Wiring = { kind: 'unknown', disagreements: 0 };
export const TOTAL_ONLY: Wiring = { kind: 'total-only', agreements: 0 };

/** What is known after one more answer. Pure. */
export function nextWiring(before: Wiring, values: Measurement, limits: Limits): Wiring {
  if (before.kind === 'phases' || !isBelievable(values, limits)) return before;
  return after(before, hasTellingTotal(values) ? phaseComparison(values) : 'nothing');
}

function after(before: Exclude<Wiring, { kind: 'phases' }>, now: PhaseComparison): Wiring {
  switch (now) {
    case 'nothing':
      return before.kind === 'unknown' ? UNKNOWN_WIRING : before;
    case 'agree': {
      if (before.kind === 'unknown') return { kind: 'phases' };
      const agreements = before.agreements + 1;
      return agreements < DECIDING_ANSWERS ? { ...before, agreements } : { kind: 'phases' };
    }
    case 'disagree': {
      if (before.kind === 'total-only') return TOTAL_ONLY;
      const disagreements = before.disagreements + 1;
      return disagreements < DECIDING_ANSWERS ? { ...before, disagreements } : TOTAL_ONLY;
    }
  }
}

/** `values` with what the meter measures; phases that do not go with the total are absent. */
export function wiredValues({ kind }: Wiring, values: Measurement): Measurement {
  if (kind !== 'total-only') return values;
  const { powerL1, powerL2, powerL3, energyL1, energyL2, energyL3 } = EMPTY_MEASUREMENT;
  return { ...values, powerL1, powerL2, powerL3, energyL1, energyL2, energyL3 };
}
