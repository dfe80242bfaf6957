import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { heldUntil } from '../../app/history/hold.ts';
import type { Series, SeriesQuery } from '../../app/history/query.ts';
import { epochMs, hours, millis, minutes, seconds } from '../../app/units.ts';
import { querySeries } from '../../main/history/queries/series.ts';
import { asRead, fault, Recording, reading, values } from './fixtures.ts';

const START = Date.UTC(2026, 9, 24, 22, 0, 0);
const open: Recording[] = [];
function recording(every = seconds(30)): Recording {
  const made = new Recording(every);
  open.push(made);
  return made;
}
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const ask = (from: number, to: number, points: number): SeriesQuery => ({
  from: epochMs(from),
  to: epochMs(to),
  points,
  fields: ['power'],
});

interface Poll {
  readonly at: number;
  /** null: the poll failed. */
  readonly power: number | null;
}

/** What a column must show, from every poll. */
function bruteForce(polls: readonly Poll[], every: number, from: number, to: number) {
  let [weight, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  polls.forEach(({ at, power }, i) => {
    const next = polls[i + 1];
    const until = heldUntil(epochMs(at), millis(every), next ? epochMs(next.at) : null);
    const covered = Math.min(until, to) - Math.max(at, from);
    if (power === null || covered <= 0) return;
    weight += covered;
    sum += covered * asRead(power);
    min = Math.min(min, asRead(power));
    max = Math.max(max, asRead(power));
  });
  return weight === 0 ? null : { mean: sum / weight, min, max };
}

function expectSame(series: Series, polls: readonly Poll[], every: number): void {
  series.at.forEach((from, row) => {
    const to = series.at[row + 1] ?? series.to;
    const wanted = bruteForce(polls, every, from, to);
    const { mean, min, max } = series.columns.power ?? { mean: [], min: [], max: [] };
    if (wanted === null) expect(mean[row]).toBeNull();
    else {
      expect(Math.abs((mean[row] ?? Number.NaN) - wanted.mean)).toBeLessThan(0.11);
      expect(min[row]).toBe(wanted.min);
      expect(max[row]).toBe(wanted.max);
    }
  });
}

const pollsOf = fc.array(
  fc.record({
    wait: fc.constantFrom(2, 2, 2, 2, 3, 30, 400, 5000),
    power: fc.option(fc.integer({ min: 0, max: 3000 }), { freq: 6, nil: null }),
  }),
  { minLength: 3, maxLength: 150 },
);

describe('a series', () => {
  it('shows mean, minimum and maximum over every poll in each column, sealed or not', () => {
    fc.assert(
      fc.property(
        pollsOf,
        fc.array(fc.nat(149), { maxLength: 4 }),
        fc.integer({ min: 1, max: 200 }),
        (steps, seals, points) => {
          const every = seconds(2);
          const store = new Recording(every);
          let at = START;
          const polls = steps.map(({ wait, power }) => {
            at += wait * 1000;
            return { at, power };
          });
          polls.forEach((poll, i) => {
            const { power } = poll;
            store.record(power === null ? fault(poll.at) : reading(poll.at, values(power, null)));
            if (seals.includes(i)) store.seal();
          });
          const series = querySeries(store.store, ask(START, at + 1000, points));
          if (series.step !== null) expectSame(series, polls, every);
          store.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives each reading by itself when there is room, and a row of nulls where a gap begins', () => {
    const store = recording();
    for (const minute of [0, 1, 2, 60, 61]) {
      store.record(reading(START + minutes(minute), values(46, 500_000)));
      store.record(reading(START + minutes(minute) + 30_000, values(46, 500_000)));
    }
    const series = querySeries(store.store, ask(START, START + hours(2), 1000));
    expect(series.step).toBeNull();
    const gaps = series.at.filter((_, row) => series.columns.power?.mean[row] === null);
    expect(gaps).toEqual([START + minutes(3), START + minutes(62)]);
  });

  it('still shows a start peak of one poll in a year', () => {
    const store = recording();
    for (let i = 0; i < 400; i++) {
      store.record(reading(START + i * 30_000, values(i === 200 ? 1300 : 6, 500_000)));
    }
    store.seal();
    const year = querySeries(store.store, ask(START - hours(4380), START + hours(4380), 1000));
    const power = year.columns.power;
    expect(Math.max(...(power?.max ?? []).map(Number))).toBe(asRead(1300));
    expect(year.at.length).toBeLessThan(1003);
  });

  it('does not change its columns when it is panned', () => {
    const store = recording();
    for (let i = 0; i < 3000; i++) {
      store.record(reading(START + i * 30_000, values(i % 100, 500_000)));
    }
    store.seal();
    const span = hours(20);
    const one = querySeries(store.store, ask(START, START + span, 100));
    const other = querySeries(store.store, ask(START + hours(1), START + span + hours(1), 100));
    const shared = one.at.filter((at) => other.at.includes(at));
    expect(shared.length).toBeGreaterThan(90);
    for (const at of shared.slice(0, -1)) {
      expect(other.columns.power?.mean[other.at.indexOf(at)]).toBe(
        one.columns.power?.mean[one.at.indexOf(at)],
      );
    }
  });

  it('tells where a counter stood, by quarter of an hour in a long range', () => {
    const store = recording();
    for (let i = 0; i < 2880; i++) {
      store.record(reading(START + i * 30_000, values(1200, 500_000 + i * 10)));
      if (i % 1000 === 999) store.seal();
    }
    const query = { ...ask(START, START + hours(24 * 30), 1000), fields: ['energy' as const] };
    const { at, columns } = querySeries(store.store, query);
    const row = at.findIndex((start) => start >= START + hours(12));
    const start = at[row] ?? 0;
    const expected = 500_000 + ((start - START) / 30_000) * 10;
    expect(columns.energy?.min[row]).toBeCloseTo(expected, -1);
    expect(columns.energy?.mean.at(-2)).toBeNull();
  });
});
