import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STATE_LIMITS } from '../../app/heat-pump/limits.ts';
import { rulesOf } from '../../app/insights/rules.ts';
import type { Tariff } from '../../app/insights/tariff.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { epochMs } from '../../app/units.ts';
import { queryFigures, queryRuns } from '../../main/history/insights/insights.ts';
import { queryEnergy } from '../../main/history/queries/energy.ts';
import { exportParts } from '../../main/history/transfer/export.ts';
import type { Recording } from '../history/fixtures.ts';
import { type Poll, pollsOfDays } from './polls.ts';
import { recorded } from './product.ts';
import {
  costOfDay,
  doings,
  energyByQuarter,
  lastCounter,
  localDays,
  meanPower,
  QUARTER,
  runs,
  startsIn,
  timeIn,
} from './reference.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
] as const;

const LIMITS = {
  circulatingFrom: DEFAULT_STATE_LIMITS.circulatingFromW,
  runningUntil: DEFAULT_STATE_LIMITS.runningUntilW,
  runningFrom: DEFAULT_STATE_LIMITS.runningFromW,
  highLoadAbove: DEFAULT_STATE_LIMITS.highLoadAboveW,
};

const TARIFF: Tariff = {
  currency: 'EUR',
  prices: [
    { from: '2020-01-01', perKwh: 0.3, windows: [], basePerMonth: 12 },
    {
      from: '2026-10-25',
      perKwh: 0.285,
      windows: [
        { days: [6, 7], from: '00:00', to: '24:00', perKwh: 0.25 },
        { days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00', perKwh: 0.2 },
      ],
      basePerMonth: 9.5,
    },
  ],
};

const NUM_RUNS = 12;
/** A quarter's energy is whole mWh, so a sum of them is exact. */
const mWhOf = (wattHours: number | null): number | null =>
  wattHours === null ? null : Math.round(wattHours * 1000);

interface Case {
  readonly polls: readonly Poll[];
  readonly seals: number;
  readonly zone: (typeof ZONES)[number];
}

const cases = fc.record({
  polls: pollsOfDays,
  seals: fc.constantFrom(7, 100, 100_000),
  zone: fc.constantFrom(...ZONES),
});

/** Holds `compare` against random records. */
function holds(compare: (record: Case, store: Recording['store']) => void): void {
  const property = fc.property(cases, (record) => {
    const made = recorded(record.polls, record.seals);
    try {
      compare(record, made.store);
    } finally {
      made.close();
    }
  });
  fc.assert(property, { numRuns: NUM_RUNS });
}

const span = (polls: readonly Poll[]): { readonly from: number; readonly to: number } => ({
  from: polls[0]?.at ?? 0,
  to: (polls.at(-1)?.at ?? 0) + 2 * 60_000,
});

interface ExportedRow {
  readonly at: string;
  readonly power: number | null;
  readonly energy: number | null;
  readonly min: { readonly power: number };
  readonly max: { readonly power: number };
}

function exportedRows(
  store: Recording['store'],
  { from, to, ...query }: { from: number; to: number; zone: string; resolution: '1h' | '1d' },
): readonly ExportedRow[] {
  const range = { from: epochMs(from), to: epochMs(to) };
  const parts = exportParts(store, {
    ...query,
    ...range,
    language: 'en',
    csvFormat: 'comma',
    format: 'json',
  });
  return JSON.parse([...parts].map(({ text }) => text).join('')).rows;
}

/** When each local day ends, by when it begins. */
function dayEdges(from: number, to: number, zone: string): ReadonlyMap<number, number> {
  const days = [...localDays(from - 26 * 3_600_000, to + 26 * 3_600_000, zone).values()];
  return new Map(
    days.map((quarters) => [(quarters[0] ?? 0) * QUARTER, ((quarters.at(-1) ?? 0) + 1) * QUARTER]),
  );
}

function compareRow(row: ExportedRow, polls: readonly Poll[], begin: number, end: number): void {
  const expected = meanPower(polls, begin, end);
  expect(row.power === null).toBe(expected === null);
  if (row.power === null || expected === null) return;
  expect(Math.abs(row.power - expected.mean)).toBeLessThan(0.01 + expected.mean * 1e-4);
  expect(row.min.power).toBeCloseTo(expected.min, 2);
  expect(row.max.power).toBeCloseTo(expected.max, 2);
  const counter = lastCounter(polls, begin, end);
  if (counter !== null) expect(Math.fround((row.energy ?? 0) / 1000)).toBe(counter);
}

describe('a record held against plain definitions', { timeout: 120_000 }, () => {
  it('has the energy of each local day to the mWh, and how complete it is', () => {
    holds(({ polls, zone }, store) => {
      const { from, to } = span(polls);
      const range = { from: epochMs(from), to: epochMs(to) };
      const energy = energyByQuarter(polls);
      const told = doings(polls, LIMITS);
      const days = queryEnergy(store, { ...range, per: 'day', zone }, epochMs(to));
      const expected = [...localDays(from, to, zone).keys()];
      expect(days).toHaveLength(expected.length);
      for (const day of days) {
        const quarters = Array.from(
          { length: (day.to - day.from) / QUARTER },
          (_, i) => day.from / QUARTER + i,
        );
        const known = quarters.filter((quarter) => energy.has(quarter));
        const sum = known.reduce((all, quarter) => all + (energy.get(quarter) ?? 0), 0);
        expect(mWhOf(day.energy.energy)).toBe(known.length === 0 ? null : sum);
        const seen = Object.values(timeIn(polls, told, day.from, Math.min(day.to, to)));
        const covered = seen.reduce((all, ms) => all + ms, 0);
        expect(day.complete).toBeCloseTo(covered / (Math.min(day.to, to) - day.from), 3);
      }
    });
  });

  it('has days that begin and end when the clock on the wall shows midnight', () => {
    holds(({ polls, zone }, store) => {
      const { from, to } = span(polls);
      const days = queryEnergy(
        store,
        { from: epochMs(from), to: epochMs(to), per: 'day', zone },
        epochMs(to),
      );
      for (const day of days) {
        const dates = localDays(day.from, day.to, zone);
        expect(dates.size).toBe(1);
        const [date = ''] = dates.keys();
        expect(localDays(day.from - QUARTER, day.to + QUARTER, zone).get(date)).toEqual(
          dates.get(date),
        );
      }
    });
  });

  it('has the time in each state, the starts, and energies that add up to the counter', () => {
    holds(({ polls, zone }, store) => {
      const { from, to } = span(polls);
      const now = epochMs(Math.ceil(to / QUARTER) * QUARTER);
      const told = doings(polls, LIMITS);
      const all = runs(polls, told, now);
      const energy = energyByQuarter(polls);
      const ranges = [...localDays(from, to, zone).values()].map((quarters) => ({
        from: epochMs((quarters[0] ?? 0) * QUARTER),
        to: epochMs(((quarters.at(-1) ?? 0) + 1) * QUARTER),
      }));
      const rules = rulesOf(DEFAULT_SETTINGS, zone);
      queryFigures(store, ranges, rules, now).forEach((figures, index) => {
        const range = ranges[index] ?? { from: 0, to: 0 };
        const times = timeIn(polls, told, range.from, range.to);
        for (const [state, ms] of Object.entries(times)) {
          expect(figures.states[state as keyof typeof times].time).toBeCloseTo(ms, 0);
        }
        expect(figures.starts).toBe(startsIn(all, range.from, range.to));
        const shares = Object.values(figures.states).map((share) => mWhOf(share.energy) ?? 0);
        const sum = shares.reduce((whole, part) => whole + part, 0);
        expect(sum).toBe(mWhOf(figures.energy.energy) ?? 0);
        const known = [...energy].filter(
          ([quarter]) => quarter * QUARTER >= range.from && quarter * QUARTER < range.to,
        );
        expect(mWhOf(figures.energy.energy)).toBe(
          known.length === 0 ? null : known.reduce((whole, [, mWh]) => whole + mWh, 0),
        );
      });
    });
  });

  it('has the runs: start, end, what was seen of both, the peak, and no mean above it', () => {
    holds(({ polls, zone }, store) => {
      const { from, to } = span(polls);
      const now = epochMs(to);
      const range = { from: epochMs(from - 1), to: epochMs(to + 1) };
      const found = queryRuns(store, range, rulesOf(DEFAULT_SETTINGS, zone), now);
      const expected = runs(polls, doings(polls, LIMITS), now);
      expect(
        found.map(({ start, end, startSeen, endSeen, peakPower }) => ({
          start: start as number,
          end: end as number | null,
          startSeen,
          endSeen,
          peak: Math.round(peakPower * 1000) / 1000,
        })),
      ).toEqual(expected.map((run) => ({ ...run, peak: Math.round(run.peak * 1000) / 1000 })));
      for (const { meanPower: mean, peakPower } of found) {
        expect(mean).toBeLessThanOrEqual(peakPower * (1 + 1e-6));
      }
    });
  });

  it('costs what its quarters cost, and the base fee of the time that is over', () => {
    holds(({ polls, zone }, store) => {
      const { from, to } = span(polls);
      const now = epochMs(to);
      const days = localDays(from, to, zone);
      const ranges = [...days.values()].map((quarters) => ({
        from: epochMs((quarters[0] ?? 0) * QUARTER),
        to: epochMs(((quarters.at(-1) ?? 0) + 1) * QUARTER),
      }));
      // The first and the last day are cut by the range of the polls; whole ones are compared.
      const whole = ranges.slice(1, -1);
      const energy = energyByQuarter(polls);
      const rules = rulesOf({ ...DEFAULT_SETTINGS, tariff: TARIFF }, zone);
      queryFigures(store, whole, rules, now).forEach((figures, index) => {
        const quarters = [...days.values()][index + 1] ?? [];
        const expected = costOfDay(energy, quarters, TARIFF.prices, zone, now);
        if (figures.cost === null || expected === null) {
          expect(quarters.some((quarter) => energy.has(quarter)) && expected !== null).toBe(false);
          return;
        }
        expect(figures.cost.energy).toBeCloseTo(expected.energy, 6);
        expect(figures.cost.base).toBeCloseTo(expected.base, 6);
      });
    });
  });

  it.each(['1h', '1d'] as const)(
    'is exported by %s: means over the time that is known, and the last counters',
    (resolution) => {
      holds(({ polls, zone }, store) => {
        const { from, to } = span(polls);
        const edges = resolution === '1d' ? dayEdges(from, to, zone) : null;
        for (const row of exportedRows(store, { from, to, zone, resolution })) {
          const begin = Date.parse(row.at);
          const end = edges === null ? begin + 4 * QUARTER : (edges.get(begin) ?? begin);
          compareRow(row, polls, begin, end);
        }
      });
    },
  );

  it('has the energy of hours without counters where the power says that it was used', () => {
    const [start, every, hour] = [Date.UTC(2026, 10, 24), 30_000, 3_600_000];
    const powerAt = (poll: number) =>
      [1000, 6, 2000, 6][[120, 300, 480, 600].findIndex((end) => poll < end)] ?? 0;
    let wattHours = 500_000;
    const polls = Array.from({ length: 601 }, (_, poll): Poll => {
      if (poll > 0) wattHours += (powerAt(poll - 1) * every) / hour;
      const power = Math.fround(powerAt(poll) / 1000) * 1000;
      const counter = poll > 120 && poll < 480 ? null : Math.fround(wattHours / 1000);
      return { at: start + poll * every, every, power, counter, serial: 1, reset: false };
    });
    const to = epochMs(start + 5 * hour);
    const range = { from: epochMs(start), to };
    for (const seals of [7, 100_000]) {
      const made = recorded(polls, seals);
      const hours = queryEnergy(made.store, { ...range, per: 'hour', zone: 'UTC' }, to);
      const energies = hours.map(({ energy }) => Math.round(energy.energy ?? Number.NaN));
      expect(energies).toEqual([1000, 6, 1003, 2000, 6]);
      expect(hours.map(({ estimated }) => estimated)).not.toContain(true);
      const [figures] = queryFigures(made.store, [range], rulesOf(DEFAULT_SETTINGS, 'UTC'), to);
      // A start is seen up to a poll late, which hides some of so little.
      expect(Math.abs((figures?.states.standby.energy ?? 0) - 15)).toBeLessThan(1.5);
      made.close();
    }
  });
});
