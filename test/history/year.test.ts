import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Period } from '../../app/energy/periods.ts';
import type { EnergyBucket } from '../../app/history/query.ts';
import { epochMs, minutes, seconds } from '../../app/units.ts';
import { queryEnergy } from '../../main/history/queries/energy.ts';
import { Recording, reading, values } from './fixtures.ts';

const ZONE = 'Europe/Berlin';
const QUARTER = minutes(15);
const local = (text: string): number => DateTime.fromISO(text, { zone: ZONE }).toMillis();
const [FIRST, LAST] = [local('2026-01-01T00:00'), local('2027-01-01T00:00')];
const NOW = local('2033-01-01T00:00');

/**
 * A year at 100 W, read every quarter of an hour, with everything that happens to a meter:
 * each comment says what the day must come to.
 */
function recordYear(store: Recording): void {
  let counter = 1_000_000;
  for (let now = FIRST; now <= LAST; now += QUARTER) {
    if (now > FIRST) counter += 25;
    counter = OUT_OF_TURN.get(now)?.(counter) ?? counter;
    if (OUTAGES.some(([from, to]) => now > from && now < to)) continue;
    const ahead = WRONG_CLOCKS.find(([from, to]) => now > from && now < to)?.[2] ?? 0;
    store.record(reading(now + ahead, values(100, counter)), now);
    if (store.store.isSealDue) store.seal();
  }
}

const OUTAGES = [
  // Six hours without readings over midnight, in which 1,200 Wh instead of 600 Wh were used.
  // 10 January: 22 · 100 + 1,200 · 2/6 = 2,600 Wh. 11 January: 20 · 100 + 1,200 · 4/6 = 2,800 Wh.
  [local('2026-01-10T22:00'), local('2026-01-11T04:00')],
  // Six hours without readings inside a day, in which nothing was used: 18 · 100 = 1,800 Wh.
  [local('2026-02-05T08:00'), local('2026-02-05T14:00')],
] as const;

const OUT_OF_TURN = new Map([
  [local('2026-01-11T04:00'), (counter: number) => counter + 600],
  [local('2026-02-05T14:00'), (counter: number) => counter - 600],
  // The meter is swapped after noon; what was used until the new one was first read is not known.
  // 15 May: 24 · 100 - 25 = 2,375 Wh.
  [local('2026-05-15T12:15'), () => 5000],
]);

const WRONG_CLOCKS = [
  // For an hour the clock is two hours ahead: 24 · 100 = 2,400 Wh all the same.
  [local('2026-07-20T15:00'), local('2026-07-20T16:15'), 8 * QUARTER],
  // For two hours the clock is five years ahead: 2,400 - 8 · 25 = 2,200 Wh, 200 Wh on that day.
  [local('2026-09-01T10:00'), local('2026-09-01T12:15'), local('2031-09-01') - local('2026-09-01')],
] as const;

let store: Recording;
beforeAll(() => {
  // A reading every 15 minutes is no gap at this pace.
  store = new Recording(seconds(450));
  recordYear(store);
});
afterAll(() => store.close());

const energy = (from: number, to: number, per: Period): EnergyBucket[] =>
  queryEnergy(store.store, { from: epochMs(from), to: epochMs(to), per, zone: ZONE }, epochMs(NOW));
function day(date: string) {
  const at = local(`${date}T12:00`);
  const [bucket] = energy(at, at + 1, 'day');
  return {
    wh: Math.round(bucket?.energy.energy ?? Number.NaN),
    estimated: bucket?.estimated,
    complete: Math.round((bucket?.complete ?? 0) * 1000) / 1000,
  };
}
const plain = { estimated: false, complete: 1 };

describe('a year of everything that happens to a meter', () => {
  it('counts an ordinary day in full', () => {
    expect(day('2026-06-10')).toEqual({ wh: 2400, ...plain });
  });

  it('counts 23 and 25 hours when the clocks change', () => {
    expect(day('2026-03-29')).toEqual({ wh: 2300, ...plain });
    expect(day('2026-10-25')).toEqual({ wh: 2500, ...plain });
  });

  it('shares an outage over midnight by time and says that it is an estimate', () => {
    const [before, after] = [day('2026-01-10'), day('2026-01-11')];
    expect(before).toMatchObject({ wh: 2600, estimated: true });
    expect(after).toMatchObject({ wh: 2800, estimated: true });
    expect(before.complete).toBeCloseTo(22 / 24, 1);
    expect(day('2026-01-09').estimated).toBe(false);
    expect(day('2026-01-12').estimated).toBe(false);
  });

  it('gives an outage inside a day to that day', () => {
    const found = day('2026-02-05');
    expect(found).toMatchObject({ wh: 1800, estimated: false });
    expect(found.complete).toBeCloseTo(18 / 24, 1);
  });

  it('counts nothing across a swapped meter', () => {
    expect(day('2026-05-15')).toEqual({ wh: 2375, ...plain });
  });

  it('stays right through a clock that is two hours ahead for an hour', () => {
    expect(day('2026-07-20').wh).toBe(2400);
  });

  it('puts what a clock of another year recorded on the day that it showed', () => {
    expect(day('2026-09-01').wh).toBe(2200);
    expect(day('2031-09-01').wh).toBe(200);
  });

  it('marks each step of the clock, with its size', () => {
    const steps = store.store.tables.events.between('clock', 0, local('2040-01-01'));
    const hours = steps
      .toSorted((a, b) => a.id - b.id)
      .map(({ detail }) => Math.round(detail.ms / 3_600_000));
    expect(hours).toEqual([2, -2, 43_824, -43_824]);
  });

  it('adds up to what the counters rose by, by hour, day, month and year', () => {
    // 365 days with as many hours lost as gained, less the swap's quarter of an hour.
    const total = 365 * 2400 + 600 - 600 - 25;
    const end = local('2032-01-01');
    for (const per of ['day', 'month', 'year'] as const) {
      const sum = energy(FIRST, end, per).reduce((all, { energy: e }) => all + (e.energy ?? 0), 0);
      expect(sum).toBeCloseTo(total, 0);
    }
    const hours = energy(FIRST, LAST, 'hour').reduce(
      (all, { energy: e }) => all + (e.energy ?? 0),
      0,
    );
    expect(hours).toBeCloseTo(total - 200, 0);
  });

  it('shows the months with their days', () => {
    const months = energy(FIRST, LAST, 'month').map((month) =>
      Math.round(month.energy.energy ?? 0),
    );
    const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map((count) => count * 2400);
    const extra = [600, -600, -100, 0, -25, 0, 0, 0, -200, 100, 0, 0];
    expect(months).toEqual(days.map((wh, month) => wh + (extra[month] ?? 0)));
  });
});
