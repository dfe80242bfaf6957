import { z } from 'zod';

/** Local wall-clock time on a quarter of an hour, the finest that energy is kept for. */
const QUARTER_TIME = /^([01]\d|2[0-3]):(00|15|30|45)$/;
const date = z.iso.date();
/** In the currency's main unit, such as € per kWh; may be negative where the market is. */
const price = z.number().min(-10).max(1000);

const windowSchema = z.object({
  /** ISO weekdays on which it begins, 1 is Monday. */
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: z.string().regex(QUARTER_TIME),
  /** '24:00' ends a day. Before `from`: it goes on past midnight; the same as `from`: for 24 hours. */
  to: z.string().regex(new RegExp(`${QUARTER_TIME.source}|^24:00$`)),
  perKwh: price,
});
export type TariffWindow = Readonly<z.infer<typeof windowSchema>>;

/** Prices from a local day on, until the next entry's day. */
const pricesSchema = z.object({
  from: date,
  perKwh: price,
  /** The first window that holds a moment sets its price. */
  windows: z.array(windowSchema).max(20),
  /** Base fee a month; a day costs its part of that month. */
  basePerMonth: z.number().min(0).max(10_000),
});
export type TariffPrices = Readonly<z.infer<typeof pricesSchema>>;

const isRising = (prices: readonly TariffPrices[]): boolean =>
  prices.every(({ from }, index) => index === 0 || from > (prices[index - 1]?.from ?? ''));

export const tariffSchema = z.object({
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** By day, rising; empty: no tariff, and nothing of cost shows. Time before the first has no price. */
  prices: z.array(pricesSchema).max(200).refine(isRising),
});
export type Tariff = Readonly<z.infer<typeof tariffSchema>>;

export const NO_TARIFF: Tariff = { currency: 'EUR', prices: [] };

/** What the fields of a price take, for whoever types them. */
export const PRICE_SHAPE = pricesSchema.shape;
export const WINDOW_SHAPE = windowSchema.shape;
