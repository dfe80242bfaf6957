import { type EpochMs, type Hertz, hertz } from '../../app/units.ts';
import type { PerPhase } from './heat-pump.ts';
import { type Noise, wander } from './noise.ts';

/** The grid at the meter's terminals. */
export interface Grid {
  /** Within 49.95 to 50.05 Hz. */
  readonly frequency: Hertz;
  /** Phase to neutral in V. */
  readonly voltage: PerPhase<number>;
}

const NOMINAL_VOLTAGE = 231;
/** How far a phase sags for each W on it, in V. */
const SAG = 1.2 / 1000;

export function gridAt(noise: Noise, at: EpochMs, power: PerPhase<number>): Grid {
  const slow = wander(noise.gridSlow, at / 420_000);
  const fast = wander(noise.gridFast, at / 11_000);
  const common = 2.6 * wander(noise.voltageCommon, at / 1_500_000);
  const own = (key: number): number => 0.9 * wander(key, at / 70_000);
  const base = NOMINAL_VOLTAGE + common;
  return {
    frequency: hertz(50 + 0.036 * slow + 0.012 * fast),
    voltage: [
      base + own(noise.voltageL1) - SAG * power[0],
      base + own(noise.voltageL2) - SAG * power[1],
      base + own(noise.voltageL3) - SAG * power[2],
    ],
  };
}

/** Phase to phase in V, the phases being 120° apart. */
export function lineVoltage(a: number, b: number): number {
  return Math.sqrt(a * a + b * b + a * b);
}
