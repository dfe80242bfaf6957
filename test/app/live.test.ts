import { describe, expect, test } from 'vitest';
import type { PollFault } from '../../app/fault.ts';
import {
  freshness,
  type Live,
  type MeterSession,
  nextLive,
  staleAfter,
  startLive,
} from '../../app/live.ts';
import { EMPTY_MEASUREMENT } from '../../app/measurement.ts';
import type { PollEvent } from '../../app/poll.ts';
import { type EpochMs, after as later, millis, minutes, seconds } from '../../app/units.ts';
import { IDLE, NOON, polled } from '../support/readings.ts';

const EVERY = seconds(2);
const START = startLive({ kind: 'demo' }, EVERY, NOON);
const SESSION: MeterSession = {
  framing: 'tcp',
  identity: { serial: 1, energyMode: 'import', floatFormat: true },
};
const at = (second: number): EpochMs => later(NOON, seconds(second));
const fault = (second: number, kind: 'closed' | 'stopped' = 'closed'): PollEvent => ({
  kind: 'fault',
  at: at(second),
  fault: { kind } as PollFault,
  nextTryAt: at(second + 2),
});
const run = (events: readonly PollEvent[]): Live => events.reduce(nextLive, START);

describe('what is known of the meter', () => {
  test('is nothing at the start', () => {
    expect(START.values).toEqual(EMPTY_MEASUREMENT);
    expect([START.at, START.energyAt, START.session, START.pollTook]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(START.counts).toEqual({ polls: 0, faults: {}, rejections: {} });
  });

  test('are the values of the newest reading, with its time and duration', () => {
    const live = run([
      polled({ power: 46 }, at(0)),
      polled({ power: 869 }, at(2), { session: SESSION }),
    ]);
    expect(live.values.power).toBe(869);
    expect(live.at).toBe(at(2));
    expect(live.pollTook).toBe(80);
    expect(live.session).toEqual(SESSION);
    expect(live.link).toEqual({ state: 'online', since: at(0) });
  });

  test('keeps the energy of the poll that last asked for it, and its time', () => {
    const nothing = { energy: null, energyL1: null, energyL2: null, energyL3: null };
    const live = run([polled({}, at(0)), polled(nothing, at(2), { energyAsked: false })]);
    expect(live.values).toEqual(IDLE);
    expect([live.at, live.energyAt]).toEqual([at(2), at(0)]);
  });

  test('is a gap where a value was rejected, never the value before', () => {
    const live = run([
      polled({}, at(0)),
      polled({ power: null, energy: null }, at(30), {
        rejections: [
          { field: 'power', reason: 'not-finite', value: Number.NaN },
          { field: 'energy', reason: 'energy-fell', value: 3 },
        ],
      }),
    ]);
    expect([live.values.power, live.values.energy]).toEqual([null, null]);
    expect(live.values.energyL1).toBe(IDLE.energyL1);
  });

  test('counts polls, faults by kind and rejected values by field and reason', () => {
    const rejected = {
      rejections: [{ field: 'powerL2', reason: 'not-finite', value: Number.NaN }],
    } as const;
    const live = run([
      polled({}, at(0), rejected),
      fault(2),
      fault(4),
      fault(6, 'stopped'),
      polled({}, at(8), rejected),
    ]);
    expect(live.counts).toEqual({
      polls: 5,
      faults: { closed: 2, stopped: 1 },
      rejections: { 'powerL2/not-finite': 2 },
    });
  });

  test('keeps the last values through failures, with the time they had', () => {
    const live = run([polled({}, at(0), { session: SESSION }), fault(2), fault(4), fault(8)]);
    expect(live.values).toEqual(IDLE);
    expect(live.at).toBe(at(0));
    expect(live.session).toBeNull();
    expect(live.link).toMatchObject({ state: 'offline', since: at(2), nextTryAt: at(10) });
  });

  test('knows the pace at which it is polled now', () => {
    const live = run([{ kind: 'pace', at: at(1), pollEvery: seconds(30) }]);
    expect(live.pollEvery).toBe(30_000);
    expect(live.link).toEqual(START.link);
  });
});

describe('a reading', () => {
  const live = run([polled({}, NOON)]);

  test('is stale once two polls were missed, to the millisecond', () => {
    const edge = later(NOON, staleAfter(EVERY));
    expect(staleAfter(EVERY)).toBe(2 * EVERY + 1500);
    expect(freshness(live, NOON)).toBe('live');
    expect(freshness(live, edge)).toBe('live');
    expect(freshness(live, later(edge, millis(1)))).toBe('stale');
  });

  test('stays fresh longer at a slower pace', () => {
    const slow = nextLive(live, { kind: 'pace', at: NOON, pollEvery: seconds(30) });
    expect(freshness(slow, at(61.5))).toBe('live');
    expect(freshness(slow, at(61.501))).toBe('stale');
  });

  test('is still live while the link only falters', () => {
    const faltering = [fault(2), fault(4)].reduce(nextLive, live);
    expect(freshness(faltering, at(4))).toBe('live');
    expect(freshness(faltering, at(5.6))).toBe('stale');
  });

  test('is offline as soon as the link is, however young', () => {
    const offline = [fault(0.1), fault(0.2), fault(0.3)].reduce(nextLive, live);
    expect(freshness(offline, at(0.4))).toBe('offline');
  });

  test('is paused as soon as polling is', () => {
    const paused = nextLive(live, { kind: 'paused', at: at(1) });
    expect(freshness(paused, at(1))).toBe('paused');
    const resumed = nextLive(paused, { kind: 'resumed', at: at(600) });
    expect(freshness(resumed, at(600))).toBe('stale');
  });

  test('is waited for at the start, and offline if the first poll fails', () => {
    expect(freshness(START, later(NOON, minutes(5)))).toBe('waiting');
    expect(freshness(run([fault(1)]), at(1))).toBe('offline');
  });

  test('is not stale because the wall clock stepped back', () => {
    expect(freshness(live, at(-3600))).toBe('live');
  });
});
