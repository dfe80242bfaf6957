import type { Measurement } from '../../app/measurement.ts';
import type { Watts } from '../../app/units.ts';

export const PHASES = ['L1', 'L2', 'L3'] as const;
type PhaseName = (typeof PHASES)[number];

/** One phase's part of the whole. */
export interface PhaseShare {
  readonly name: PhaseName;
  readonly power: Watts | null;
  /** Part of all phases together, 0 to 1; null when a phase is unknown or nothing flows. */
  readonly share: number | null;
}

/** How the power is spread over the phases; power that flows back counts by its size. */
export function phaseShares({ powerL1, powerL2, powerL3 }: Measurement): readonly PhaseShare[] {
  const powers = [powerL1, powerL2, powerL3] as const;
  const sum = powers.reduce<number>((total, power) => total + Math.abs(power ?? Number.NaN), 0);
  return PHASES.map((name, index) => {
    const power = powers[index] ?? null;
    return { name, power, share: power === null || !(sum > 0) ? null : Math.abs(power) / sum };
  });
}

const EVEN = 1 / PHASES.length;

/** The largest distance of a share from a third, 0 to 2/3; null when a share is unknown. */
export function unevenness(shares: readonly PhaseShare[]): number | null {
  const distances = shares.map(({ share }) =>
    share === null ? Number.NaN : Math.abs(share - EVEN),
  );
  const largest = Math.max(...distances);
  return Number.isNaN(largest) ? null : largest;
}
