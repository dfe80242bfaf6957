import type { Hertz, PowerFactor, Watts } from './units.ts';

/** The seed's traffic lights. */
export type Level = 'good' | 'moderate' | 'alert';

const POWER_MODERATE_W = 1000;
const POWER_ALERT_W = 2000;
const NOMINAL_HZ = 50;
const FREQUENCY_GOOD_HZ = 0.2;
const FREQUENCY_MODERATE_HZ = 0.5;
const POWER_FACTOR_GOOD = 0.85;
const POWER_FACTOR_MODERATE = 0.7;
/** Keeps an edge inside its band although the float32 of 50.2 or 0.7 is a hair off. */
const ROUNDING = 1e-6;

/** Green to 1 kW, amber to 2 kW, red above. */
export function powerLevel(power: Watts): Level {
  if (power > POWER_ALERT_W) return 'alert';
  return power > POWER_MODERATE_W ? 'moderate' : 'good';
}

/** Green within ±0.2 Hz of 50 Hz, amber to ±0.5 Hz, red beyond. */
export function frequencyLevel(frequency: Hertz): Level {
  const off = Math.abs(frequency - NOMINAL_HZ);
  if (off > FREQUENCY_MODERATE_HZ + ROUNDING) return 'alert';
  return off > FREQUENCY_GOOD_HZ + ROUNDING ? 'moderate' : 'good';
}

/** Green above 0.85, amber from 0.7, red below; the sign says direction, not quality. */
export function powerFactorLevel(factor: PowerFactor): Level {
  const size = Math.abs(factor);
  if (size > POWER_FACTOR_GOOD + ROUNDING) return 'good';
  return size >= POWER_FACTOR_MODERATE - ROUNDING ? 'moderate' : 'alert';
}
