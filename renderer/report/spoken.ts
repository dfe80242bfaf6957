import type { Language } from '../../app/text/texts.ts';
import { hours, minutes } from '../../app/units.ts';

/** `87 h` or `42 min`. */
export function spanText(language: Language, ms: number): string {
  const isLong = ms >= hours(2);
  const value = isLong ? ms / hours(1) : ms / minutes(1);
  const digits = new Intl.NumberFormat(language, {
    maximumFractionDigits: isLong && value < 100 ? 1 : 0,
  }).format(value);
  return `${digits}\u00a0${isLong ? 'h' : 'min'}`;
}

/** `+12 %` */
export const changeText = (language: Language, part: number): string =>
  new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  }).format(part);
