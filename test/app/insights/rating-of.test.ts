import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { QUARTER, quarterOf } from '../../../app/energy/counter.ts';
import {
  HeatDaySums,
  HeatMinutes,
  MINUTE,
  MINUTES_IN_DAY,
  noHeatDay,
} from '../../../app/heat/heat-minutes.ts';
import { HEAT_PUMP_STATES, type HeatPumpState } from '../../../app/heat-pump/state.ts';
import { Prices } from '../../../app/insights/prices.ts';
import { type RatingSources, ratingOf } from '../../../app/insights/rating-of.ts';
import { seasonAt } from '../../../app/insights/season.ts';
import { type QuarterSums, stretchOf } from '../../../app/insights/sums.ts';
import type { Tariff } from '../../../app/insights/tariff.ts';
import { days, epochMs, hours, minutes, wattHours } from '../../../app/units.ts';

const ZONE = 'Europe/Berlin';
const at = (text: string) => epochMs(DateTime.fromISO(text, { zone: ZONE }).toMillis());
const NOW = at('2026-12-01T00:00');

interface Used {
  readonly state: HeatPumpState;
  readonly mWh: number;
}

/** What was used in each quarter of an hour, one state in each. */
function sumsOf(used: ReadonlyMap<number, Used>): QuarterSums {
  const each = (first: number, end: number): Used[] => {
    const found: Used[] = [];
    for (let q = first; q < end; q++) found.push(...(used.has(q) ? [used.get(q) as Used] : []));
    return found;
  };
  const mWhIn = (list: readonly Used[]): number => list.reduce((sum, { mWh }) => sum + mWh, 0);
  return {
    addTo: (totals, { first, end }) => {
      for (const { state, mWh } of each(first, end)) {
        const place = HEAT_PUMP_STATES.indexOf(state);
        totals.energy[place] = (totals.energy[place] ?? 0) + mWh;
        totals.time[place] = (totals.time[place] ?? 0) + QUARTER;
        totals.counters[0] = (totals.counters[0] ?? 0) + mWh;
        totals.known[0] = (totals.known[0] ?? 0) + 1;
      }
    },
    seen: ({ first, end }) => each(first, end).length * QUARTER,
    energy: ({ first, end }) => {
      const list = each(first, end);
      return list.length === 0 ? null : wattHours(mWhIn(list));
    },
  };
}

/** Two days: running from 6 to 8 o'clock with 250 Wh a quarter, otherwise standby with 2 Wh. */
const FROM = at('2026-11-10T00:00');
const TO = at('2026-11-12T00:00');
const used = new Map<number, Used>();
for (let q = quarterOf(FROM); q < quarterOf(TO); q++) {
  const { hour } = DateTime.fromMillis(q * QUARTER, { zone: ZONE });
  const runs = hour === 6 || hour === 7;
  used.set(q, runs ? { state: 'running', mWh: 250_000 } : { state: 'standby', mWh: 2000 });
}
const RUNS = ['2026-11-10', '2026-11-11'].map((day) => ({
  start: at(`${day}T06:00`),
  end: at(`${day}T08:00`),
}));

const TARIFF: Tariff = {
  currency: 'EUR',
  prices: [
    {
      from: '2026-11-01',
      perKwh: 0.4,
      basePerMonth: 9,
      windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '07:00', perKwh: 0.2 }],
    },
  ],
};

const isInRun = (time: number): boolean =>
  RUNS.some(({ start, end }) => time >= start && time < end);

/** 4 kW while it runs, or what `other` says; 5 °C outside. */
function heatWhere(
  isKnown: (time: number) => boolean,
  other: (time: number) => number | null = () => null,
): HeatMinutes {
  const known = new Map<number, HeatDaySums | null>();
  return new HeatMinutes((number) => {
    const kept = known.get(number);
    if (kept !== undefined) return kept;
    const day = noHeatDay();
    for (let minute = 0; minute < MINUTES_IN_DAY; minute++) {
      const time = number * days(1) + minute * MINUTE;
      if (time < FROM || time >= TO || !isKnown(time)) continue;
      day.heat[minute] = other(time) ?? (isInRun(time) ? 4000 : 0);
      day.outdoor[minute] = 5;
    }
    const sums = new HeatDaySums(day);
    known.set(number, sums);
    return sums;
  });
}

const sources: RatingSources = {
  prices: new Prices(TARIFF, ZONE),
  heat: heatWhere(() => true),
  sums: sumsOf(used),
  runs: ({ from, to }) => RUNS.filter(({ start, end }) => start < to && end > from),
  zone: ZONE,
  now: NOW,
};
const rating = ratingOf(sources);
const whole = [stretchOf({ from: FROM, to: TO })];

describe('what a time costs', () => {
  test('is each quarter at its price, and the base fee of its days', () => {
    const figures = rating.cost(whole);
    // A day: 1 kWh at 0.20 and 1 kWh at 0.40 while it runs; 32 + 56 quarters of standby.
    const standby = (32 * 0.002 * 0.2 + 56 * 0.002 * 0.4) * 2;
    expect(figures?.energy).toBeCloseTo(2 * 0.6 + standby, 9);
    expect(figures?.standby).toBeCloseTo(standby, 9);
    expect(figures?.base).toBeCloseTo(0.6, 9);
    expect(figures?.total).toBeCloseTo(1.8 + standby, 9);
  });

  test('is not known where some of it has no price, or nothing is known of it', () => {
    const late = {
      ...TARIFF,
      prices: TARIFF.prices.map((one) => ({ ...one, from: '2026-11-11' })),
    };
    const other = ratingOf({ ...sources, prices: new Prices(late, ZONE) });
    expect(other.cost(whole)).toBeNull();
    expect(other.cost([stretchOf({ from: at('2026-11-11'), to: TO })])).not.toBeNull();
    expect(rating.cost([stretchOf({ from: TO, to: at('2026-11-14') })])).toBeNull();
    expect(ratingOf({ ...sources, prices: null }).cost(whole)).toBeNull();
  });

  test('has no base fee for what is to come', () => {
    const noon = at('2026-11-11T12:00');
    const day = [stretchOf({ from: at('2026-11-11'), to: TO })];
    expect(ratingOf({ ...sources, now: noon }).cost(day)?.base).toBeCloseTo(0.15, 9);
  });

  test('adds up to the same however it is cut', () => {
    const [first, end] = [quarterOf(FROM), quarterOf(TO)];
    fc.assert(
      fc.property(fc.integer({ min: first + 1, max: end - 1 }), (cut) => {
        const parts = [
          { first, end: cut },
          { first: cut, end },
        ].map((part) => rating.cost([part]));
        const sum = (name: 'energy' | 'standby' | 'base') =>
          parts.reduce((total, part) => total + (part?.[name] ?? 0), 0);
        for (const name of ['energy', 'standby', 'base'] as const) {
          expect(sum(name)).toBeCloseTo(rating.cost(whole)?.[name] ?? 0, 8);
        }
      }),
    );
  });

  test('of a run is that of its energy alone', () => {
    const parts = [0, 1, 2, 3, 4, 5, 6, 7].map((place) => ({
      quarter: quarterOf(at('2026-11-10T06:00')) + place,
      mWh: 250_000,
    }));
    const [run] = RUNS;
    if (run === undefined) throw new Error('never');
    expect(rating.run(run, parts)).toEqual({ cost: expect.closeTo(0.6, 9), cop: 4, outdoor: 5 });
  });
});

describe('a COP', () => {
  test('is heat over all electricity; what standby takes away is told from that of the runs', () => {
    const figures = rating.heat(whole);
    // 16 kWh of heat from 4 kWh while running and 0.352 kWh in standby.
    expect(figures?.heat).toBeCloseTo(16_000, 6);
    expect(figures?.electricity).toBeCloseTo(4352, 6);
    expect(figures?.cop).toBeCloseTo(16_000 / 4352, 9);
    expect(figures?.runningCop).toBeCloseTo(4, 9);
    expect(figures?.standbyLoss).toBeCloseTo(1 - 4000 / 4352, 9);
  });

  test('is over the quarters of an hour for which both sides are known', () => {
    const gap = at('2026-11-10T07:00');
    const heat = heatWhere((time) => time < gap || time >= gap + hours(1));
    expect(ratingOf({ ...sources, heat }).heat(whole)).toMatchObject({
      heat: expect.closeTo(12_000, 6),
      electricity: expect.closeTo(3352, 6),
      runningCop: expect.closeTo(4, 9),
    });
    const less = new Map(used);
    for (let q = quarterOf(gap); q < quarterOf(gap) + 4; q++) less.delete(q);
    expect(ratingOf({ ...sources, sums: sumsOf(less) }).heat(whole)).toMatchObject({
      heat: expect.closeTo(12_000, 6),
      electricity: expect.closeTo(3352, 6),
    });
  });

  describe('of a heat pump that cools', () => {
    /** 3 kW are taken out of the house from 6 o'clock for `span` on the first day. */
    const cooled = (span: number) => {
      const cools = { from: FROM + hours(6), to: FROM + hours(6) + span };
      const heat = heatWhere(
        () => true,
        (time) => (time >= cools.from && time < cools.to ? -3000 : null),
      );
      return ratingOf({ ...sources, heat });
    };

    test('is of the heating alone; what cooling took is told by itself', () => {
      const figures = cooled(hours(2)).heat(whole);
      expect(figures?.cooling).toBeCloseTo(6000, 6);
      expect(figures?.coolingElectricity).toBeCloseTo(2000, 6);
      expect(figures?.heat).toBeCloseTo(8000, 6);
      expect(figures?.cop).toBeCloseTo(8000 / 2352, 9);
      expect(figures?.runningCop).toBeCloseTo(4, 9);
    });

    test('is never negative, of any time and of any run', () => {
      const rated = cooled(hours(2));
      const hour = [stretchOf({ from: epochMs(FROM + hours(6)), to: epochMs(FROM + hours(7)) })];
      expect(rated.heat(hour)).toMatchObject({ cop: null, runningCop: null, heat: 0, known: 0 });
      expect(rated.heat(hour)?.cooling).toBeCloseTo(3000, 6);
      const [run] = RUNS;
      if (run === undefined) throw new Error('never');
      const parts = [{ quarter: quarterOf(run.start), mWh: 2_000_000 }];
      expect(rated.run(run, parts).cop).toBeNull();
      // Also where half an hour is asked about that belongs to longer cooling.
      const half = stretchOf({ from: epochMs(FROM + hours(6.5)), to: epochMs(FROM + hours(7)) });
      expect(rated.heat([half])?.cooling).toBeCloseTo(1500, 6);
    });

    test('takes a defrost of minutes off the heat', () => {
      const figures = cooled(minutes(10)).heat(whole);
      expect(figures?.cooling).toBe(0);
      expect(figures?.heat).toBeCloseTo(16_000 - 7000 / 6, 4);
    });
  });

  test('takes three minutes of fifteen for what the others are, and no more', () => {
    const missing = (span: number) =>
      ratingOf({
        ...sources,
        heat: heatWhere((time) => time < FROM + hours(6.5) || time >= FROM + hours(6.5) + span),
      }).heat(whole);
    expect(missing(minutes(3))?.heat).toBeCloseTo(16_000, 6);
    // Of the runs as well, or they would look worse than the whole.
    expect(missing(minutes(3))?.runningCop).toBeCloseTo(4, 9);
    expect(missing(minutes(3))?.standbyLoss).toBeCloseTo(1 - 4000 / 4352, 9);
    expect(missing(minutes(4))?.heat).toBeCloseTo(15_000, 6);
  });

  test('is not known without a heat side, nor of a run of which too little is known', () => {
    expect(ratingOf({ ...sources, heat: null }).heat(whole)).toBeNull();
    expect(ratingOf({ ...sources, heat: null }).copOverOutdoor(whole[0] as never)).toBeNull();
    expect(rating.heat([stretchOf({ from: TO, to: NOW })])).toBeNull();
    const half = ratingOf({ ...sources, heat: heatWhere((time) => time >= FROM + hours(7)) });
    const [run] = RUNS;
    if (run === undefined) throw new Error('never');
    expect(half.run(run, [{ quarter: quarterOf(run.start), mWh: 2_000_000 }]).cop).toBeNull();
  });

  test('has a point for each day that is half known, over its weather', () => {
    const [stretch] = whole;
    if (stretch === undefined) throw new Error('never');
    expect(rating.copOverOutdoor(stretch)).toEqual(
      ['2026-11-10', '2026-11-11'].map((day) => ({
        at: at(day),
        outdoor: 5,
        cop: expect.closeTo(8000 / 2176, 9),
      })),
    );
    const heat = heatWhere((time) => time < FROM + hours(34));
    expect(ratingOf({ ...sources, heat }).copOverOutdoor(stretch)).toHaveLength(1);
  });
});

test('a season goes from July to June', () => {
  const season = { from: at('2026-07-01'), to: at('2027-07-01') };
  for (const day of ['2026-07-01', '2026-12-31', '2027-06-30']) {
    expect(seasonAt(at(day), ZONE)).toEqual(season);
  }
  expect(seasonAt(at('2027-07-01'), ZONE).from).toBe(season.to);
});
