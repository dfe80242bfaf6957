import { expect, test } from 'vitest';
import { epochMs, watts } from '../../../app/units.ts';
import { SampleJudge } from '../../../main/history/transfer/judge.ts';
import { toWire } from '../../../main/history/wire.ts';
import { values } from '../fixtures.ts';

const START = Date.UTC(2026, 9, 20, 10, 30);
const LIMITS = { connection: watts(20_000), energyMode: null };

/** How many of equal readings count. */
function kept(count: number, everyS: number): number {
  const wire = toWire(values(6, 100_000));
  const raw = Array.from({ length: count }, (_, i) => ({
    at: epochMs(START + i * everyS * 1000),
    wire,
  }));
  return new SampleJudge(LIMITS).judge(raw).length;
}

test('readings are repeated when none of twenty differs over ten minutes', () => {
  expect(kept(19, 30)).toBe(19);
  expect(kept(20, 30)).toBe(1);
  expect(kept(19, 60)).toBe(19);
});

test('a heat pump at rest may look alike for as many polls every few seconds', () => {
  expect(kept(60, 2)).toBe(60);
  expect(kept(30, 15)).toBe(30);
  expect(kept(300, 2)).toBe(1);
});
