import type { HeatPumpState } from '../heat-pump/state.ts';
import { type EpochMs, minutes, type Watts } from '../units.ts';
import type { HeatNow } from './heat-side.ts';

/** Older heat says nothing of now. */
const FRESH_FOR = minutes(5);

/** The heat that is known now; null: none, or it is too old. */
export const freshHeat = (heat: HeatNow | null, now: EpochMs): Watts | null =>
  heat !== null && now - heat.at <= FRESH_FOR ? heat.heat : null;

/**
 * Heat over electricity at this moment; null while heat is taken out of the house, to cool it or to thaw
 * the heat pump, and while the compressor rests, when the quotient of two
 * small numbers means nothing.
 */
export function liveCop(
  heat: Watts | null,
  power: Watts | null,
  state: HeatPumpState | null,
): number | null {
  const runs = state === 'running' || state === 'high-load';
  return heat !== null && heat >= 0 && power !== null && runs ? heat / power : null;
}
