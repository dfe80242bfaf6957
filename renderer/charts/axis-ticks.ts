import type { Language } from '../../app/text/texts.ts';
import type { RoundAxis } from './axes.ts';
import type { ValueAxis } from './time-chart-options.ts';

/** A mark at each step of the axis. */
export function ticksOf(axis: RoundAxis, text: (value: number) => string): ValueAxis['ticks'] {
  const count = Math.round((axis.max - axis.min) / axis.step);
  return Array.from({ length: count + 1 }, (_, index) => {
    // Counted from zero, so that sums of steps leave no dust behind.
    const value = (Math.round(axis.min / axis.step) + index) * axis.step;
    return { value, text: text(value) };
  });
}

/** Marks at given values, without a unit. */
export function ticksAt(
  values: readonly number[],
  language: Language,
  decimals: number,
  unit = '',
): ValueAxis['ticks'] {
  const format = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const text = (value: number): string =>
    unit === '' ? format.format(value) : `${format.format(value)}\u00a0${unit}`;
  return values.map((value) => ({ value, text: text(value) }));
}

/** `2.5 kWh`; all marks of an axis in Wh have the same decimals. */
export function energyTick(language: Language, axis: RoundAxis, value: number): string {
  const decimals = axis.step % 1000 === 0 ? 0 : axis.step % 100 === 0 ? 1 : 2;
  const text = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value / 1000);
  return `${text}\u00a0kWh`;
}
