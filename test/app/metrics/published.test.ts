import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PollFault } from '../../../app/fault.ts';
import { freshness, type Live, nextLive, staleAfter, startLive } from '../../../app/live.ts';
import { EMPTY_MEASUREMENT, ENERGY_FIELDS, FIELDS } from '../../../app/measurement.ts';
import { published } from '../../../app/metrics/published.ts';
import type { PollEvent } from '../../../app/poll.ts';
import { after, type EpochMs, millis, seconds } from '../../../app/units.ts';
import { measured, NOON, polled } from '../../support/readings.ts';

const ENERGY_EVERY = seconds(30);
const CLOSED: PollFault = { kind: 'closed' };

const start = (pollS: number): Live => startLive({ kind: 'demo' }, seconds(pollS), NOON);
const failed = (at: EpochMs): PollEvent => ({ kind: 'fault', at, fault: CLOSED, nextTryAt: at });
const at = (s: number): EpochMs => after(NOON, seconds(s));
const play = (pollS: number, ...events: PollEvent[]): Live => events.reduce(nextLive, start(pollS));

describe('before the first reading', () => {
  test('nothing is published and the meter is not up', () => {
    expect(published(start(2), NOON, ENERGY_EVERY)).toEqual({
      up: false,
      values: EMPTY_MEASUREMENT,
    });
  });
});

describe('while the meter answers', () => {
  test('all ten values are published', () => {
    const live = play(2, polled());
    expect(published(live, at(1), ENERGY_EVERY)).toEqual({ up: true, values: measured() });
  });

  test('a value that the newest poll rejected is absent, the others are there', () => {
    const live = play(2, polled(), polled({ powerL2: null }, at(2)));
    const { values } = published(live, at(2), ENERGY_EVERY);
    expect(values.powerL2).toBeNull();
    expect(values.powerL1).toBe(46);
  });

  test('energy outlives the polls that did not ask for it, and ends by its own age', () => {
    const without = (s: number) => polled({ energy: null }, at(s), { energyAsked: false });
    const seconds31 = play(2, polled(), without(30));
    expect(published(seconds31, at(31), ENERGY_EVERY).values.energy).toBe(513_100);
    const seconds70 = play(2, polled(), without(70));
    const { up, values } = published(seconds70, at(70), ENERGY_EVERY);
    expect(up).toBe(true);
    expect(values.power).toBe(46);
    expect(ENERGY_FIELDS.map((field) => values[field])).toEqual([null, null, null, null]);
  });
});

describe('when the meter falls silent', () => {
  test('polled every 30 s, the value before the first failed poll is not repeated', () => {
    const live = play(30, polled(), failed(at(31.6)));
    expect(published(live, at(31.6), ENERGY_EVERY).up).toBe(false);
  });

  test('polled every 2 s, one failed poll leaves the value its own turn', () => {
    const live = play(2, polled(), failed(at(3)));
    expect(published(live, at(3.5), ENERGY_EVERY).up).toBe(true);
    expect(published(live, at(3.6), ENERGY_EVERY).up).toBe(false);
  });

  test('a poll that hangs without an answer ends the series when the reading is stale', () => {
    const live = play(2, polled());
    expect(published(live, at(5.5), ENERGY_EVERY).up).toBe(true);
    expect(published(live, at(5.6), ENERGY_EVERY).up).toBe(false);
  });

  test('three failed polls end it whatever the age', () => {
    const live = play(300, polled(), failed(at(1)), failed(at(2)), failed(at(3)));
    expect(published(live, at(3), ENERGY_EVERY).up).toBe(false);
  });

  test('the next reading brings it back', () => {
    const live = play(2, polled(), failed(at(2)), failed(at(9)), polled({}, at(10)));
    expect(published(live, at(10), ENERGY_EVERY).up).toBe(true);
  });

  test('a pause ends it at once', () => {
    const live = play(2, polled(), { kind: 'paused', at: at(1) });
    expect(published(live, at(1), ENERGY_EVERY)).toEqual({ up: false, values: EMPTY_MEASUREMENT });
  });
});

const step = fc.oneof(
  fc.record({ wait: fc.integer({ min: 0, max: 90_000 }), kind: fc.constant('reading' as const) }),
  fc.record({ wait: fc.integer({ min: 0, max: 90_000 }), kind: fc.constant('fault' as const) }),
);

test('whatever happened, nothing is published that a screen would not call live', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.array(step, { maxLength: 12 }),
      fc.integer({ min: 0, max: 900_000 }),
      (pollS, steps, later) => {
        let live = start(pollS);
        let now: EpochMs = NOON;
        for (const { wait, kind } of steps) {
          now = after(now, wait);
          live = nextLive(live, kind === 'reading' ? polled({}, now) : failed(now));
        }
        now = after(now, later);
        const { up, values } = published(live, now, ENERGY_EVERY);
        const shown = FIELDS.filter((field) => values[field] !== null);
        if (up) expect(freshness(live, now)).toBe('live');
        if (!up) expect(shown).toEqual([]);
        if (up) expect(now - (live.at ?? 0)).toBeLessThanOrEqual(staleAfter(millis(pollS * 1000)));
      },
    ),
  );
});
