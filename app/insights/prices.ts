import { DateTime, IANAZone } from 'luxon';
import { QUARTER, quarterOf } from '../energy/counter.ts';
import type { TimeRange } from '../history/query.ts';
import { type Cost, cost, days } from '../units.ts';
import type { Stretch } from './sums.ts';
import type { Tariff, TariffPrices, TariffWindow } from './tariff.ts';

const QUARTERS_IN_DAY = 96;
const MWH_IN_KWH = 1e6;
const MS_A_MINUTE = 60_000;
const DAY = days(1);

/** Quarters of an hour since the wall clock showed midnight. */
function quarterOfDay(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 4 + minute / 15;
}

/** Whether the window is open in a quarter of a local day with that ISO weekday. */
function isOpen(window: TariffWindow, weekday: number, quarter: number): boolean {
  const [from, to] = [quarterOfDay(window.from), quarterOfDay(window.to)];
  const beginsOn = (day: number): boolean => window.days.includes(day);
  if (from < to) return beginsOn(weekday) && quarter >= from && quarter < to;
  const before = weekday === 1 ? 7 : weekday - 1;
  return (beginsOn(weekday) && quarter >= from) || (beginsOn(before) && quarter < to);
}

const priceIn = ({ windows, perKwh }: TariffPrices, weekday: number, quarter: number): number =>
  windows.find((window) => isOpen(window, weekday, quarter))?.perKwh ?? perKwh;

/** One local day, of 92 to 100 quarters of an hour. */
interface PricedDay {
  /** Quarters since 1970 (UTC), `end` not included. */
  readonly first: number;
  readonly end: number;
  /** Per kWh in each quarter; null: no price holds. */
  readonly perKwh: Float64Array | null;
  /** The part of the base fee that a quarter has. */
  readonly base: number;
}

/** Quarters since 1970 with one price; null: none holds. */
interface EvenlyPriced {
  readonly first: number;
  /** Not included. */
  readonly end: number;
  readonly perKwh: number | null;
}

const NO_DAY: PricedDay = { first: 0, end: 0, perKwh: null, base: 0 };

/** A tariff read in a zone: local days, wall-clock windows, daylight-saving changes and all. */
export class Prices {
  readonly #tariff: Tariff;
  readonly #zone: string;
  readonly #offsets: IANAZone;
  /** Days of 24 hours with the same prices on the same weekday are alike. */
  readonly #alike = new Map<TariffPrices, Float64Array[]>();
  #day: PricedDay = NO_DAY;
  /** Local days that were asked for, by the UTC days that they touch. */
  readonly #known = new Map<number, PricedDay[]>();

  constructor(tariff: Tariff, zone: string) {
    this.#tariff = tariff;
    this.#zone = zone;
    this.#offsets = IANAZone.create(zone);
  }

  /** The price of a kWh in a quarter of an hour since 1970; null: none holds. Fastest in order. */
  perKwh(quarter: number): number | null {
    const day = this.#dayOf(quarter);
    return day.perKwh?.[quarter - day.first] ?? null;
  }

  /** What an energy in whole mWh costs in that quarter; null: there is some, and no price for it. */
  costOf(quarter: number, mWh: number): Cost | null {
    if (mWh === 0) return cost(0);
    const price = this.perKwh(quarter);
    return price === null ? null : cost((mWh * price) / MWH_IN_KWH);
  }

  /** The base fee's part for a stretch of time; what has no price has no fee. */
  baseFee({ from, to }: TimeRange): Cost {
    let fee = 0;
    for (let at: number = from; at < to; ) {
      const day = this.#dayOf(quarterOf(at));
      const end = Math.min(to, day.end * QUARTER);
      fee += (day.base * (end - at)) / QUARTER;
      at = end;
    }
    return cost(fee);
  }

  /** The local days of a stretch of quarters, the first and the last as far as they lie in it. */
  *daysOf({ first, end }: Stretch): Generator<Stretch> {
    for (let at = first; at < end; ) {
      const until = Math.min(end, this.#dayOf(at).end);
      yield { first: at, end: until };
      at = until;
    }
  }

  /** Parts of a stretch of quarters that have one price each; null: none. */
  *evenly(first: number, end: number): Generator<EvenlyPriced> {
    let [begin, price] = [first, first < end ? this.perKwh(first) : null];
    for (let quarter = first + 1; quarter < end; quarter++) {
      const next = this.perKwh(quarter);
      if (next === price) continue;
      yield { first: begin, end: quarter, perKwh: price };
      [begin, price] = [quarter, next];
    }
    if (begin < end) yield { first: begin, end, perKwh: price };
  }

  #dayOf(quarter: number): PricedDay {
    const holds = ({ first, end }: PricedDay): boolean => quarter >= first && quarter < end;
    if (holds(this.#day)) return this.#day;
    const utcDay = Math.floor(quarter / QUARTERS_IN_DAY);
    const known = this.#known.get(utcDay) ?? [];
    this.#day = known.find(holds) ?? this.#priced(quarter);
    if (!known.includes(this.#day)) this.#known.set(utcDay, [...known, this.#day]);
    return this.#day;
  }

  /** Finding a midnight costs several look-ups of the zone's offset, going on from a known one costs one. */
  #startOf(quarter: number): number {
    if (this.#day !== NO_DAY && quarter === this.#day.end) return quarter * QUARTER;
    const inDay = DateTime.fromMillis(quarter * QUARTER, { zone: this.#zone });
    return inDay.startOf('day').toMillis();
  }

  #begin(start: number): DateTime {
    return DateTime.fromMillis(start, { zone: this.#zone });
  }

  #priced(quarter: number): PricedDay {
    const start = this.#startOf(quarter);
    const offset = this.#offsets.offset(start);
    /** What the wall clock shows at the day's beginning, as if it were UTC. */
    const wall = new Date(start + offset * MS_A_MINUTE);
    const isPlain = wall.getTime() % DAY === 0 && this.#offsets.offset(start + DAY) === offset;
    const next = isPlain
      ? start + DAY
      : this.#begin(start).plus({ days: 1 }).startOf('day').toMillis();
    const [first, end] = [quarterOf(start), quarterOf(next)];
    const date = wall.toISOString().slice(0, 'yyyy-mm-dd'.length);
    const prices = this.#tariff.prices.findLast(({ from }) => from <= date);
    if (prices === undefined) return { first, end, perKwh: null, base: 0 };
    const lastOfMonth = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0));
    const base = prices.basePerMonth / lastOfMonth.getUTCDate() / (end - first);
    const weekday = wall.getUTCDay() === 0 ? 7 : wall.getUTCDay();
    const perKwh = isPlain
      ? this.#plainDay(prices, weekday)
      : changedDay(prices, this.#begin(start));
    return { first, end, perKwh, base };
  }

  #plainDay(prices: TariffPrices, weekday: number): Float64Array {
    const week = this.#alike.get(prices) ?? [];
    this.#alike.set(prices, week);
    week[weekday] ??= Float64Array.from({ length: QUARTERS_IN_DAY }, (_, quarter) =>
      priceIn(prices, weekday, quarter),
    );
    return week[weekday];
  }
}

/** A day on which the clocks change: what the wall clock shows in each of its quarters counts. */
function changedDay(prices: TariffPrices, start: DateTime): Float64Array {
  const length = (start.plus({ days: 1 }).startOf('day').toMillis() - start.toMillis()) / QUARTER;
  return Float64Array.from({ length }, (_, index) => {
    const { hour, minute, weekday } = start.plus({ milliseconds: index * QUARTER });
    return priceIn(prices, weekday, hour * 4 + Math.floor(minute / 15));
  });
}

/** null: there is no tariff. */
export const pricesOf = (tariff: Tariff, zone: string): Prices | null =>
  tariff.prices.length === 0 ? null : new Prices(tariff, zone);
