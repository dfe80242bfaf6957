import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { QUARTER, quarterOf } from '../../../app/energy/counter.ts';
import { Prices, pricesOf } from '../../../app/insights/prices.ts';
import { NO_TARIFF, type Tariff, tariffSchema } from '../../../app/insights/tariff.ts';
import { epochMs } from '../../../app/units.ts';

const ZONE = 'Europe/Berlin';
const at = (text: string) => epochMs(DateTime.fromISO(text, { zone: ZONE }).toMillis());
const quarterAt = (text: string): number => quarterOf(at(text));
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** 0.30 by day, 0.20 at night, 0.25 at the weekend; dearer from 1 March 2026 on. */
const TARIFF: Tariff = {
  currency: 'EUR',
  prices: [
    {
      from: '2026-01-01',
      perKwh: 0.3,
      basePerMonth: 9.3,
      windows: [
        { days: EVERY_DAY, from: '22:00', to: '06:00', perKwh: 0.2 },
        { days: [6, 7], from: '00:00', to: '24:00', perKwh: 0.25 },
      ],
    },
    { from: '2026-03-01', perKwh: 0.4, basePerMonth: 0, windows: [] },
  ],
};
const prices = new Prices(TARIFF, ZONE);

/** What TARIFF says of what the clock on the wall shows. */
function byWallClock(wall: DateTime): number | null {
  if (wall.year < 2026) return null;
  if (wall.year > 2026 || wall.month >= 3) return 0.4;
  if (wall.hour >= 22 || wall.hour < 6) return 0.2;
  return wall.weekday >= 6 ? 0.25 : 0.3;
}

describe('a tariff', () => {
  test('without prices is none', () => {
    expect(pricesOf(NO_TARIFF, ZONE)).toBeNull();
    expect(tariffSchema.safeParse(NO_TARIFF).success).toBe(true);
  });

  test('has its days in order, each once', () => {
    const [first, second] = TARIFF.prices;
    const isGood = (list: unknown[]): boolean =>
      tariffSchema.safeParse({ currency: 'EUR', prices: list }).success;
    expect(isGood([first, second])).toBe(true);
    expect(isGood([second, first])).toBe(false);
    expect(isGood([first, first])).toBe(false);
    expect(isGood([{ ...first, from: '2026-02-30' }])).toBe(false);
  });

  test.each([
    ['2025-12-31T23:45', null],
    ['2026-01-01T00:00', 0.2],
    ['2026-01-01T05:45', 0.2],
    ['2026-01-01T06:00', 0.3],
    ['2026-01-01T21:45', 0.3],
    ['2026-01-01T22:00', 0.2],
    ['2026-01-03T12:00', 0.25],
    ['2026-01-03T23:00', 0.2],
    ['2026-02-28T23:45', 0.2],
    ['2026-03-01T00:00', 0.4],
  ])('has at %s the price %s', (time, price) => {
    expect(prices.perKwh(quarterAt(time))).toBe(price);
  });

  test('has windows that go on past midnight of the day on which they begin', () => {
    const [first] = TARIFF.prices;
    const friday = { days: [5], from: '22:00', to: '06:00', perKwh: 0.1 };
    const whole = { days: [3], from: '12:00', to: '12:00', perKwh: 0.5 };
    const read = new Prices(
      { currency: 'EUR', prices: [{ ...first, windows: [friday, whole] } as never] },
      ZONE,
    );
    const priceAt = (text: string) => read.perKwh(quarterAt(text));
    expect(priceAt('2026-01-09T21:45')).toBe(0.3);
    expect(priceAt('2026-01-09T22:00')).toBe(0.1);
    expect(priceAt('2026-01-10T05:45')).toBe(0.1);
    expect(priceAt('2026-01-10T06:00')).toBe(0.3);
    expect(priceAt('2026-01-10T22:00')).toBe(0.3);
    expect(priceAt('2026-01-07T11:45')).toBe(0.3);
    expect(priceAt('2026-01-07T12:00')).toBe(0.5);
    expect(priceAt('2026-01-08T11:45')).toBe(0.5);
    expect(priceAt('2026-01-08T12:00')).toBe(0.3);
  });

  test('goes by the wall clock when the clocks change', () => {
    const nights: Tariff = {
      currency: 'EUR',
      prices: [
        {
          from: '2026-01-01',
          perKwh: 0.3,
          basePerMonth: 31,
          windows: [{ days: EVERY_DAY, from: '02:00', to: '03:00', perKwh: 0.1 }],
        },
      ],
    };
    const cheapQuarters = (day: string): number => {
      const read = new Prices(nights, ZONE);
      const from = DateTime.fromISO(day, { zone: ZONE });
      const [first, end] = [
        quarterOf(from.toMillis()),
        quarterOf(from.plus({ day: 1 }).toMillis()),
      ];
      let cheap = 0;
      for (let quarter = first; quarter < end; quarter++) {
        if (read.perKwh(quarter) === 0.1) cheap++;
      }
      return cheap;
    };
    expect(cheapQuarters('2026-03-28')).toBe(4);
    // The hour from 2 to 3 does not come, and comes twice.
    expect(cheapQuarters('2026-03-29')).toBe(0);
    expect(cheapQuarters('2026-10-25')).toBe(8);
    const read = new Prices(nights, ZONE);
    for (const day of ['2026-03-28', '2026-03-29', '2026-10-25']) {
      const from = at(day);
      const to = epochMs(DateTime.fromMillis(from, { zone: ZONE }).plus({ day: 1 }).toMillis());
      expect(read.baseFee({ from, to })).toBeCloseTo(1, 10);
    }
  });

  test('shares the base fee among the days of its month', () => {
    const fee = (from: string, to: string) => prices.baseFee({ from: at(from), to: at(to) });
    expect(fee('2026-01-01', '2026-02-01')).toBeCloseTo(9.3, 9);
    expect(fee('2026-01-05', '2026-01-06')).toBeCloseTo(0.3, 9);
    expect(fee('2026-01-05T00:00', '2026-01-05T12:00')).toBeCloseTo(0.15, 9);
    expect(fee('2026-02-01', '2026-02-02')).toBeCloseTo(9.3 / 28, 9);
    expect(fee('2025-11-01', '2026-01-02')).toBeCloseTo(0.3, 9);
    expect(fee('2026-02-28', '2026-03-05')).toBeCloseTo(9.3 / 28, 9);
  });

  test('costs what is used; what has no price has no cost, unless nothing was used', () => {
    expect(prices.costOf(quarterAt('2026-01-01T12:00'), 1_500_000)).toBeCloseTo(0.45, 12);
    expect(prices.costOf(quarterAt('2025-12-31T12:00'), 1)).toBeNull();
    expect(prices.costOf(quarterAt('2025-12-31T12:00'), 0)).toBe(0);
  });

  test.each(['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Beirut'])(
    'is the same for whoever goes through it in order, also where midnight is skipped: %s',
    (zone) => {
      const inOrder = new Prices(TARIFF, zone);
      const wrong: string[] = [];
      for (let quarter = quarterAt('2026-01-01'); quarter < quarterAt('2027-01-05'); quarter += 3) {
        const wall = DateTime.fromMillis(quarter * QUARTER, { zone });
        if (inOrder.perKwh(quarter) !== byWallClock(wall)) wrong.push(String(wall.toISO()));
      }
      expect(wrong).toEqual([]);
    },
  );

  test('gives the same sums however a stretch is cut, and whatever it was asked before', () => {
    const [from, end] = [quarterAt('2025-12-20'), quarterAt('2026-04-10')];
    const times = fc.array(fc.integer({ min: from * QUARTER, max: end * QUARTER }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(times, (unsorted) => {
        const edges = unsorted.toSorted((a, b) => a - b).map(epochMs);
        const fee = (a = epochMs(0), b = a) => prices.baseFee({ from: a, to: b });
        const parts = edges.slice(1).reduce((sum, edge, i) => sum + fee(edges[i], edge), 0);
        expect(parts).toBeCloseTo(fee(edges[0], edges.at(-1)), 8);
        for (const edge of edges) {
          const quarter = quarterOf(edge);
          expect(prices.perKwh(quarter)).toBe(new Prices(TARIFF, ZONE).perKwh(quarter));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('has in every zone the price that its wall clock says', () => {
    const zones = ['Europe/London', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe'];
    const [from, to] = [Date.UTC(2026, 0, 2), Date.UTC(2026, 11, 31)];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: from, max: to }), (zone, time) => {
        const local = DateTime.fromMillis(quarterOf(time) * QUARTER, { zone });
        const isNight = local.hour >= 22 || local.hour < 6;
        const ofDay = local.weekday >= 6 ? 0.25 : 0.3;
        const wanted = local.month >= 3 ? 0.4 : isNight ? 0.2 : ofDay;
        expect(new Prices(TARIFF, zone).perKwh(quarterOf(time))).toBe(wanted);
      }),
    );
  });
});
