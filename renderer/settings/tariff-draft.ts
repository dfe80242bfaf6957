import { DateTime } from 'luxon';
import {
  PRICE_SHAPE,
  type TariffPrices,
  type TariffWindow,
  tariffSchema,
  WINDOW_SHAPE,
} from '../../app/insights/tariff.ts';
import type { Language } from '../../app/text/texts.ts';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const MOST_PRICES = 200;
export const MOST_WINDOWS = 20;
const EARLIEST = '2000-01-01';
const LATEST = '2100-01-01';

export const PRICE_BOUNDS = {
  perKwh: { min: PRICE_SHAPE.perKwh.minValue ?? 0, max: PRICE_SHAPE.perKwh.maxValue ?? 0 },
  basePerMonth: {
    min: PRICE_SHAPE.basePerMonth.minValue ?? 0,
    max: PRICE_SHAPE.basePerMonth.maxValue ?? 0,
  },
} as const;
export type PriceName = keyof typeof PRICE_BOUNDS;

/** A price as it is typed: prices go to a hundredth of a cent and further. */
export const typedPrice = (language: Language, price: number): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 6, useGrouping: false }).format(price);

/** The price that `text` holds; null when it is none. A comma is a point. */
export function parsePrice(name: PriceName, text: string): number | null {
  if (!/^\s*-?\d+([.,]\d{1,6})?\s*$/.test(text)) return null;
  return PRICE_SHAPE[name].safeParse(Number(text.replace(',', '.'))).data ?? null;
}

/** The currency that `text` names by its three letters; null when there is none such. */
export function parseCurrency(text: string): string | null {
  const code = text.trim().toUpperCase();
  const isKnown = Intl.supportedValuesOf('currency').includes(code);
  return isKnown && tariffSchema.shape.currency.safeParse(code).success ? code : null;
}

/** The time at which a window begins or ends; null when it is not on a quarter of an hour. */
export function parseEdge(which: 'from' | 'to', text: string): string | null {
  const time = text.trim().padStart('00:00'.length, '0');
  return WINDOW_SHAPE[which].safeParse(time).data ?? null;
}

/** Days between which the prices at `index` may begin, neither included. */
export function dateBounds(
  prices: readonly TariffPrices[],
  index: number,
): { readonly after: string; readonly before: string } {
  return {
    after: prices[index - 1]?.from ?? EARLIEST,
    before: prices[index + 1]?.from ?? LATEST,
  };
}

/** The day that `text` holds; null when it is none, or not between its neighbours. */
export function parseDate(
  text: string,
  { after, before }: { readonly after: string; readonly before: string },
): string | null {
  const day = PRICE_SHAPE.from.safeParse(text).data ?? '';
  return day > after && day < before ? day : null;
}

/** Further prices: from the year's first day on, or today, with what held so far. */
export function nextPrices(prices: readonly TariffPrices[], today: DateTime): TariffPrices {
  const last = prices.at(-1);
  const newYear = today.startOf('year').toISODate() ?? '';
  if (last === undefined) return { from: newYear, perKwh: 0, windows: [], basePerMonth: 0 };
  const afterLast = DateTime.fromISO(last.from).plus({ days: 1 }).toISODate() ?? '';
  const now = today.toISODate() ?? '';
  return { ...last, from: now > last.from ? now : afterLast };
}

/** Another window: nights, at the price that holds so far. */
export const nextWindow = ({ perKwh }: TariffPrices): TariffWindow => ({
  days: [...WEEKDAYS],
  from: '22:00',
  to: '06:00',
  perKwh,
});

/** The days of a window with one more or one less; null: none would be left. */
export function toggled(days: readonly number[], day: number): number[] | null {
  const others = days.filter((one) => one !== day);
  if (others.length < days.length) return others.length === 0 ? null : others;
  return [...days, day].sort();
}

/** A list with one item changed. */
export const withAt = <T>(list: readonly T[], index: number, patch: Partial<T>): T[] =>
  list.map((item, at) => (at === index ? { ...item, ...patch } : item));

export const withoutAt = <T>(list: readonly T[], index: number): T[] =>
  list.filter((_, at) => at !== index);
