import type { Cost, Hertz, PowerFactor, WattHours, Watts } from '../units.ts';
import type { Language } from './texts.ts';

/** A number as people say it. The unit is shown smaller and never wraps from the digits. */
export interface Spoken {
  readonly digits: string;
  readonly unit: string;
}

const fixed = (language: Language, value: number, decimals: number): string =>
  new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    // "-0" would be shown for -0.4 W.
    signDisplay: 'negative',
  }).format(value);

/** `46 W`, `869 W`, `1.24 kW`; what rounds to 1,000 W is shown as kW. */
export function spokenPower(language: Language, power: Watts): Spoken {
  if (Math.abs(power) < 999.5) return { digits: fixed(language, power, 0), unit: 'W' };
  const decimals = Math.abs(power) < 99_950 ? 2 : 1;
  return { digits: fixed(language, power / 1000, decimals), unit: 'kW' };
}

/** `4.21 kWh` for a day, `513.1 kWh` for a counter. */
export function spokenEnergy(language: Language, energy: WattHours): Spoken {
  const kwh = energy / 1000;
  return { digits: fixed(language, kwh, Math.abs(kwh) < 99.95 ? 2 : 1), unit: 'kWh' };
}

/** `49.99 Hz` */
export function spokenFrequency(language: Language, frequency: Hertz): Spoken {
  return { digits: fixed(language, frequency, 2), unit: 'Hz' };
}

/** `0.934`, without a unit. */
export function spokenPowerFactor(language: Language, factor: PowerFactor): Spoken {
  return { digits: fixed(language, factor, 3), unit: '' };
}

/** `4.1`: a COP is never known better. */
export const spokenCop = (language: Language, cop: number): string => fixed(language, cop, 1);

/** `1.26 €` as the language writes it; the currency by its three letters. */
export const spokenCost = (language: Language, cost: Cost, currency: string): string =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    signDisplay: 'negative',
  }).format(cost);

/** Digits and unit in one, with a space that never wraps. */
export const joined = ({ digits, unit }: Spoken): string =>
  unit === '' ? digits : `${digits}\u00a0${unit}`;
