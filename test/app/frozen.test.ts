import { expect, test } from 'vitest';
import { isFrozen, nextStillness, type Stillness } from '../../app/frozen.ts';
import { type EpochMs, after as later, minutes, seconds } from '../../app/units.ts';
import { NOON, type PlainValues, rawReading } from '../support/readings.ts';

/** Whether the last of some readings is taken for frozen. */
function isFrozenAfter(readings: readonly PlainValues[], everyS: number): boolean {
  let still: Stillness | null = null;
  let at: EpochMs = NOON;
  for (const [index, values] of readings.entries()) {
    at = later(NOON, index * seconds(everyS));
    still = nextStillness(still, rawReading(values, at));
  }
  return still !== null && isFrozen(still, at);
}

const alike = (count: number, values: PlainValues = {}): readonly PlainValues[] =>
  Array<PlainValues>(count).fill(values);

test('what has not changed to the last bit for ten minutes is frozen', () => {
  expect(isFrozenAfter(alike(20), 30)).toBe(false);
  expect(isFrozenAfter(alike(21), 30)).toBe(true);
  expect(isFrozenAfter(alike(300), 2)).toBe(false);
  expect(isFrozenAfter(alike(301), 2)).toBe(true);
});

test('few readings are too few, however far they are apart', () => {
  expect(isFrozenAfter(alike(19), 300)).toBe(false);
  expect(isFrozenAfter(alike(20), 300)).toBe(true);
});

test('two readings in turns, as of a gateway that remembers two requests, are frozen as well', () => {
  const turns = Array.from({ length: 24 }, (_, i) => ({ frequency: i % 2 === 0 ? 49.99 : 50 }));
  expect(isFrozenAfter(turns, 30)).toBe(true);
});

test('the least change of any value is none of it, and neither are counters that stand still', () => {
  expect(isFrozenAfter([...alike(60), { frequency: 49.98 }], 30)).toBe(false);
  expect(isFrozenAfter([...alike(60), { powerL3: -0 }], 30)).toBe(false);
  const moving = Array.from({ length: 60 }, (_, i) => ({ frequency: 50 + i / 1000 }));
  expect(isFrozenAfter(moving, 30)).toBe(false);
});

test('a heat pump that is off behind a meter without a frequency is not frozen', () => {
  const off = { power: 0, powerL1: 0, powerL2: 0, powerL3: 0, powerFactor: null };
  expect(isFrozenAfter(alike(60, { ...off, frequency: null }), 30)).toBe(false);
  expect(isFrozenAfter(alike(60, { ...off, frequency: Number.NaN }), 30)).toBe(false);
});

test('it does not matter whether the counters were asked for', () => {
  const readings = Array.from({ length: 301 }, (_, i) => (i % 15 === 0 ? {} : { energy: null }));
  expect(isFrozenAfter(readings, 2)).toBe(true);
});

test('a wall clock that is set back begins anew', () => {
  let still = nextStillness(null, rawReading({}, NOON));
  for (let i = 0; i < 30; i++)
    still = nextStillness(still, rawReading({}, later(NOON, minutes(i))));
  const before = later(NOON, -minutes(60));
  still = nextStillness(still, rawReading({}, before));
  expect(isFrozen(still, before)).toBe(false);
  expect(still.readings).toBe(1);
});
