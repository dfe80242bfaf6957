import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import type { EnergyToday } from '../../app/bridge/state.ts';
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
import { type PlainValues, polled } from '../support/readings.ts';

const ZONE = 'Europe/Berlin';
const local = (text: string, zone = ZONE): EpochMs =>
  epochMs(DateTime.fromISO(text, { zone }).toMillis());

const EVERY = seconds(30);

/** Counts one poll more. */
const next = (
  state: EnergyTodayState | null,
  values: PlainValues,
  at: EpochMs,
  details: Parameters<typeof polled>[2] = {},
  zone = ZONE,
): EnergyTodayState | null => nextEnergyToday(state, polled(values, at, details), EVERY, zone);

const meter = (serial: number | null) => ({
  session: {
    framing: 'rtu-over-tcp',
    identity: { serial, energyMode: 'import', floatFormat: true },
  } as const,
});
const NET = {
  session: {
    framing: 'rtu-over-tcp',
    identity: { serial: null, energyMode: 'net', floatFormat: true },
  } as const,
};

type Mark = readonly [at: EpochMs, counter: number | null];

const count = (marks: readonly Mark[], details = {}): EnergyTodayState | null =>
  marks.reduce<EnergyTodayState | null>(
    (state, [at, energy]) => next(state, { energy }, at, details),
    null,
  );

/** A day that began with a reading of its own. */
const partDay = (since: EpochMs, energy: number): EnergyToday => ({
  since,
  wholeDay: false,
  energy: wattHours(energy),
  estimated: false,
});

const event = (kind: CounterEvent['kind'], at: EpochMs): CounterEvent => ({
  at,
  field: 'energy',
  kind,
  from: wattHours(0),
  to: wattHours(0),
});

describe('energy today', () => {
  test('begins with the first reading, and says that the day is not whole', () => {
    const began = local('2026-11-22T15:00');
    const state = count([
      [began, 513_000],
      [later(began, minutes(10)), 513_200],
    ]);
    expect(state?.today).toEqual(partDay(began, 200));
  });

  test('is of the whole day after the first midnight', () => {
    const midnight = local('2026-11-23T00:00');
    const state = count([
      [later(midnight, -seconds(15)), 1000],
      [later(midnight, seconds(15)), 1010],
      [later(midnight, seconds(45)), 1030],
    ]);
    // Half of the 10 Wh across midnight belong to the day before.
    expect(state?.today).toEqual({ since: midnight, wholeDay: true, energy: 25, estimated: false });
  });

  test('takes a gap inside the day with it', () => {
    const began = local('2026-11-22T08:00');
    const state = count([
      [began, 1000],
      [later(began, hours(9)), 6000],
    ]);
    expect(state?.today).toEqual(partDay(began, 5000));
  });

  test('takes its part of a night that nothing was read in, as an estimate', () => {
    const state = count([
      [local('2026-11-22T22:00'), 2000],
      [local('2026-11-23T06:00'), 10_000],
      [local('2026-11-23T06:30'), 10_100],
    ]);
    // 6 of 8 hours.
    const since = local('2026-11-23T00:00');
    expect(state?.today).toEqual({ since, wholeDay: true, energy: 6100, estimated: true });
  });

  test('forgets the estimate at the next midnight', () => {
    const midnight = local('2026-11-24T00:00');
    const state = count([
      [local('2026-11-22T22:00'), 2000],
      [local('2026-11-23T06:00'), 10_000],
      [later(midnight, -seconds(10)), 12_000],
      [later(midnight, seconds(10)), 12_010],
    ]);
    expect(state?.today).toMatchObject({ since: midnight, energy: 5, estimated: false });
  });

  test.each(['epoch', 'jump'] as const)('counts nothing across a counter’s %s', (kind) => {
    const began = local('2026-11-22T08:00');
    const then = later(began, minutes(1));
    const before = count([
      [began, 1000],
      [later(began, seconds(30)), 1010],
    ]);
    const counterEvents = [event(kind, then)];
    const state = next(before, { energy: 800_000 }, then, { counterEvents });
    expect(state?.today?.energy).toBe(10);
    expect(next(state, { energy: 800_007 }, later(then, seconds(30)))?.today?.energy).toBe(17);
  });

  test('counts nothing from one meter to another, however little its counter is ahead', () => {
    const began = local('2026-11-22T08:00');
    const at = (count: number): EpochMs => later(began, minutes(count));
    let state = next(null, { energy: 123_890_000 }, at(0), meter(1001));
    state = next(state, { energy: 123_890_010 }, at(1), meter(1001));
    // The serial number is told with a poll that did not ask for the counters.
    state = next(state, { energy: null }, at(2), meter(1002));
    state = next(state, { energy: 123_890_160 }, at(3), meter(1002));
    expect(state?.today?.energy).toBe(10);
    state = next(state, { energy: 123_890_165 }, at(4), meter(null));
    expect(next(state, { energy: 123_890_166 }, at(5), meter(1002))?.today?.energy).toBe(16);
  });

  test('is not broken by an event of one phase’s counter', () => {
    const began = local('2026-11-22T08:00');
    const then = later(began, seconds(30));
    const counterEvents = [{ ...event('epoch', then), field: 'energyL2' as const }];
    const state = next(count([[began, 1000]]), { energy: 1010 }, then, { counterEvents });
    expect(state?.today?.energy).toBe(10);
  });

  test('falls with a net counter, as energy is exported, and with no other', () => {
    const began = local('2026-06-22T12:00');
    const marks: readonly Mark[] = [
      [began, 1000],
      [later(began, minutes(1)), 970],
    ];
    expect(count(marks, NET)?.today?.energy).toBe(-30);
    expect(count(marks)?.today?.energy).toBe(0);
  });

  test('is not changed by a reading without energy', () => {
    const began = local('2026-11-22T08:00');
    const state = count([[began, 1000]]);
    const after = next(state, { energy: null }, later(began, 1));
    expect(after?.today).toEqual(state?.today);
    expect(after?.mark).toEqual(state?.mark);
    expect(count([[began, null]])).toBeNull();
  });

  test('begins anew when the wall clock steps back to before it began', () => {
    const began = local('2026-11-22T08:00');
    const earlier = local('2026-11-20T08:00');
    const state = count([
      [began, 1000],
      [earlier, 1010],
    ]);
    expect(state?.today).toEqual(partDay(earlier, 10));
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
        state = next(state, { energy }, at);
        const { today } = state ?? { today: null };
        if (today !== null) days.set(today.since, today.energy);
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
        state = next(state, { energy }, epochMs(at));
        expect(state?.today?.energy).toBeGreaterThanOrEqual(0);
        expect(state?.today?.energy).toBeLessThanOrEqual(energy - 1000);
        expect(state?.today?.since).toBeLessThanOrEqual(at);
      }
    }),
  );
});
