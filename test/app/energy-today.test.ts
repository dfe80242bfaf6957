import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import type { CounterEvent } from '../../app/counters.ts';
import {
  type EnergyTodayState,
  energyTodayAt,
  nextEnergyToday,
  startOfDay,
} from '../../app/energy-today.ts';
import {
  type EpochMs,
  epochMs,
  hours,
  after as later,
  minutes,
  seconds,
  wattHours,
} from '../../app/units.ts';
import { readingOf } from '../support/readings.ts';

const ZONE = 'Europe/Berlin';
const local = (text: string, zone = ZONE): EpochMs =>
  epochMs(DateTime.fromISO(text, { zone }).toMillis());

type Mark = readonly [at: EpochMs, counter: number | null];

const count = (marks: readonly Mark[], zone = ZONE): EnergyTodayState | null =>
  marks.reduce<EnergyTodayState | null>(
    (state, [at, energy]) => nextEnergyToday(state, readingOf({ energy }, at), [], zone),
    null,
  );

const event = (kind: CounterEvent['kind'], at: EpochMs): CounterEvent => ({
  at,
  field: 'energy',
  kind,
  from: wattHours(0),
  to: wattHours(0),
});

describe('energy today', () => {
  test('goes on with another meter, from where that one’s counter stands', () => {
    const since = local('2026-11-22T00:00');
    const at = local('2026-11-22T15:00');
    const before: EnergyTodayState = {
      today: { since, wholeDay: true, energy: wattHours(4000) },
      counter: null,
      at: since,
    };
    const first = nextEnergyToday(before, readingOf({ energy: 900_000 }, at), [], ZONE);
    expect(first?.today.energy).toBe(4000);
    const next = readingOf({ energy: 900_250 }, later(at, minutes(1)));
    expect(nextEnergyToday(first, next, [], ZONE)?.today).toEqual({
      ...before.today,
      energy: 4250,
    });
  });

  test('begins with the first reading, and says that the day is not whole', () => {
    const began = local('2026-11-22T15:00');
    const state = count([
      [began, 513_000],
      [later(began, minutes(10)), 513_200],
    ]);
    expect(state?.today).toEqual({ since: began, wholeDay: false, energy: 200 });
  });

  test('is of the whole day after the first midnight', () => {
    const midnight = local('2026-11-23T00:00');
    const state = count([
      [later(midnight, -seconds(15)), 1000],
      [later(midnight, seconds(15)), 1010],
      [later(midnight, seconds(45)), 1030],
    ]);
    // Half of the 10 Wh across midnight belong to the day before.
    expect(state?.today).toEqual({ since: midnight, wholeDay: true, energy: 25 });
  });

  test('takes a gap inside the day with it', () => {
    const began = local('2026-11-22T08:00');
    const state = count([
      [began, 1000],
      [later(began, hours(9)), 6000],
    ]);
    expect(state?.today).toMatchObject({ since: began, energy: 5000 });
  });

  test('does not take the evening before with it when the computer slept over midnight', () => {
    const morning = local('2026-11-23T07:00');
    const state = count([
      [local('2026-11-22T20:00'), 1000],
      [local('2026-11-22T22:00'), 2000],
      [morning, 9000],
      [later(morning, seconds(30)), 9005],
    ]);
    expect(state?.today).toEqual({ since: morning, wholeDay: false, energy: 5 });
  });

  test('goes on over midnight at the slowest pace of 300 s, also when a poll failed', () => {
    const midnight = local('2026-11-23T00:00');
    const state = count([
      [later(midnight, -minutes(5)), 1000],
      [later(midnight, minutes(5)), 1100],
    ]);
    expect(state?.today).toEqual({ since: midnight, wholeDay: true, energy: 50 });
  });

  test.each(['epoch', 'jump'] as const)('counts nothing across a counter’s %s', (kind) => {
    const began = local('2026-11-22T08:00');
    const then = later(began, minutes(1));
    const before = count([
      [began, 1000],
      [later(began, seconds(30)), 1010],
    ]);
    const state = nextEnergyToday(
      before,
      readingOf({ energy: 800_000 }, then),
      [event(kind, then)],
      ZONE,
    );
    expect(state?.today.energy).toBe(10);
    const further = readingOf({ energy: 800_007 }, later(then, seconds(30)));
    expect(nextEnergyToday(state, further, [], ZONE)?.today.energy).toBe(17);
  });

  test('is not broken by an event of one phase’s counter', () => {
    const began = local('2026-11-22T08:00');
    const then = later(began, seconds(30));
    const events = [{ ...event('epoch', then), field: 'energyL2' as const }];
    const state = nextEnergyToday(
      count([[began, 1000]]),
      readingOf({ energy: 1010 }, then),
      events,
      ZONE,
    );
    expect(state?.today.energy).toBe(10);
  });

  test('falls with a net counter, as energy is exported', () => {
    const began = local('2026-06-22T12:00');
    const state = count([
      [began, 1000],
      [later(began, minutes(1)), 970],
    ]);
    expect(state?.today.energy).toBe(-30);
  });

  test('is not changed by a reading without energy', () => {
    const began = local('2026-11-22T08:00');
    const state = count([[began, 1000]]);
    expect(nextEnergyToday(state, readingOf({ energy: null }, later(began, 1)), [], ZONE)).toBe(
      state,
    );
    expect(count([[began, null]])).toBeNull();
  });

  test('begins anew when the wall clock steps back to before it began', () => {
    const began = local('2026-11-22T08:00');
    const earlier = local('2026-11-20T08:00');
    const state = count([
      [began, 1000],
      [earlier, 1010],
    ]);
    expect(state?.today).toEqual({ since: earlier, wholeDay: false, energy: 0 });
  });

  test('goes on when the wall clock steps back a little', () => {
    const began = local('2026-11-22T08:00');
    const state = count([
      [began, 1000],
      [later(began, hours(2)), 3000],
      [later(began, hours(1)), 3010],
    ]);
    expect(state?.today).toMatchObject({ since: began, energy: 2010 });
  });
});

describe('a local day', () => {
  test.each([
    ['2026-03-29T12:00', 23],
    ['2026-10-25T12:00', 25],
    ['2026-11-22T12:00', 24],
  ])('of %s is as long as the zone makes it', (noon, length) => {
    const start = startOfDay(local(noon), ZONE);
    expect(DateTime.fromMillis(start, { zone: ZONE }).toFormat('HH:mm')).toBe('00:00');
    const next = startOfDay(later(start, hours(30)), ZONE);
    expect((next - start) / hours(1)).toBe(length);
  });

  test('begins at the first instant there is where midnight is skipped', () => {
    const start = startOfDay(local('2026-04-24T12:00', 'Africa/Cairo'), 'Africa/Cairo');
    expect(DateTime.fromMillis(start, { zone: 'Africa/Cairo' }).toFormat('HH:mm')).toBe('01:00');
  });

  test('energy adds up over days of 23 and 25 hours as over any other', () => {
    for (const [from, to] of [
      ['2026-03-28', '2026-03-31'],
      ['2026-10-24', '2026-10-27'],
    ] as const) {
      let state: EnergyTodayState | null = null;
      const days = new Map<EpochMs, number>();
      for (
        let at = local(from), energy = 0;
        at < local(to);
        at = later(at, minutes(5)), energy += 10
      ) {
        state = nextEnergyToday(state, readingOf({ energy }, at), [], ZONE);
        if (state !== null) days.set(state.today.since, state.today.energy);
      }
      const lengths = [...days.values()].map((energy) => Math.round(energy / 120));
      expect(lengths).toEqual(from === '2026-03-28' ? [24, 23, 24] : [24, 25, 24]);
    }
  });
});

describe('what may be called today', () => {
  const evening = local('2026-11-22T23:50');
  const state = count([[evening, 1000]]);

  test('is not what was counted the day before', () => {
    expect(energyTodayAt(state, local('2026-11-22T23:59:59'), ZONE)).toBe(state?.today);
    expect(energyTodayAt(state, local('2026-11-23T00:00'), ZONE)).toBeNull();
    expect(energyTodayAt(null, evening, ZONE)).toBeNull();
  });

  test('is not what lies ahead of a wall clock that stepped back', () => {
    expect(energyTodayAt(state, local('2026-11-22T12:00'), ZONE)).toBeNull();
  });
});

test('whatever the times, the energy of a rising counter is never negative nor more than it rose', () => {
  const step = fc.tuple(fc.integer({ min: -100, max: 200_000 }), fc.integer({ min: 0, max: 500 }));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      let [at, energy] = [local('2026-10-24T20:00') as number, 1000];
      let state: EnergyTodayState | null = null;
      for (const [span, rise] of steps) {
        at += span * 10;
        energy += rise;
        state = nextEnergyToday(state, readingOf({ energy }, epochMs(at)), [], ZONE);
        expect(state?.today.energy).toBeGreaterThanOrEqual(0);
        expect(state?.today.energy).toBeLessThanOrEqual(energy - 1000);
        expect(state?.today.since).toBeLessThanOrEqual(at);
      }
    }),
  );
});
