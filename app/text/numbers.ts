import type { EnergyToday } from '../bridge/state.ts';
import { roundedPercent } from '../share.ts';
import {
  type Cost,
  type Hertz,
  hours,
  type Millis,
  minutes,
  type PowerFactor,
  type WattHours,
  type Watts,
} from '../units.ts';
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
/** A plain number with so many decimals, without a unit. */
export function spokenNumber(language: Language, value: number, decimals: number): Spoken {
  return { digits: fixed(language, value, decimals), unit: '' };
}

/**
 * `33 %`, `2.1 %`, `99.6 %`, from a part between 0 and 1; what is not all is never `100 %`, and what
 * is not nothing never `0 %`.
 */
export function spokenShare(language: Language, part: number): Spoken {
  const percent = part * 100;
  const isNearEdge = Math.abs(percent) < 9.95 || (percent > 99 && percent < 100);
  const decimals = isNearEdge && percent !== Math.round(percent) ? 1 : 0;
  return { digits: fixed(language, roundedPercent(part, decimals), decimals), unit: '%' };
}

/** {@link spokenShare} in one. */
export const shareText = (language: Language, part: number): string =>
  joined(spokenShare(language, part));

/** `40 s`, `45 min`, `5:12 h`, `312 h`. */
export function spokenDuration(language: Language, span: Millis): Spoken {
  if (span < minutes(1)) return { digits: fixed(language, Math.floor(span / 1000), 0), unit: 's' };
  const total = Math.round(span / minutes(1));
  if (total < 60) return { digits: fixed(language, total, 0), unit: 'min' };
  if (span >= hours(100)) return { digits: fixed(language, span / hours(1), 0), unit: 'h' };
  const rest = String(total % 60).padStart(2, '0');
  return { digits: `${fixed(language, Math.floor(total / 60), 0)}:${rest}`, unit: 'h' };
}

/** `12.34 €`. @param currency ISO 4217. */
export function spokenMoney(language: Language, cost: Cost, currency: string): Spoken {
  const parts = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    signDisplay: 'negative',
  }).formatToParts(cost);
  const textOf = (isWanted: (type: string) => boolean): string =>
    parts.flatMap(({ type, value }) => (isWanted(type) ? [value] : [])).join('');
  return {
    digits: textOf((type) => type !== 'currency' && type !== 'literal'),
    unit: textOf((type) => type === 'currency'),
  };
}

/** `1.26 €` as the language writes it; the currency by its three letters. */
export const spokenCost = (language: Language, cost: Cost, currency: string): string =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    signDisplay: 'negative',
  }).format(cost);

/** The energy of a day; `≈` where part of it is an estimate. */
export const energyTodayText = (language: Language, { energy, estimated }: EnergyToday): Spoken =>
  approximate(spokenEnergy(language, energy), estimated);

/** `≈ 4.21 kWh` where it is an estimate. */
export const approximate = (value: Spoken, isEstimate: boolean): Spoken =>
  isEstimate ? { ...value, digits: `≈\u00a0${value.digits}` } : value;

/** Digits and unit in one, with a space that never wraps. */
export const joined = ({ digits, unit }: Spoken): string =>
  unit === '' ? digits : `${digits}\u00a0${unit}`;
