import { expect, test } from 'vitest';
import { days, epochMs, watts } from '../../../app/units.ts';
import { SampleJudge } from '../../../main/history/transfer/judge.ts';
import { toWire } from '../../../main/history/wire.ts';
import { values } from '../fixtures.ts';

const START = Date.UTC(2026, 9, 20, 10, 30);
const NOW = epochMs(START + days(1));
const LIMITS = { connection: watts(20_000), energyMode: null };

/** How many of equal readings count. */
function kept(count: number, everyS: number): number {
  const wire = toWire(values(6, 100_000));
  const raw = Array.from({ length: count }, (_, i) => ({
    at: epochMs(START + i * everyS * 1000),
    wire,
    flags: 0,
  }));
  const judge = new SampleJudge(LIMITS, NOW);
  return judge.judge(raw).length + judge.finish().length;
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

test('readings are repeated wherever the samples are cut in parts', () => {
  const wire = toWire(values(6, 100_000));
  const raw = Array.from({ length: 40 }, (_, i) => ({
    at: epochMs(START + i * 30_000),
    wire,
    flags: 0,
  }));
  for (let cut = 0; cut <= raw.length; cut++) {
    const judge = new SampleJudge(LIMITS, NOW);
    const parts = [raw.slice(0, cut), raw.slice(cut)].flatMap((part) => judge.judge(part));
    expect([...parts, ...judge.finish()]).toMatchObject([{ at: START }]);
    expect(judge.rejected).toBe(39);
  }
});

test('nothing is believed of a time that cannot be, and a reading that comes twice is one', () => {
  const wire = (power: number) => toWire(values(power, 100_000));
  const judge = new SampleJudge(LIMITS, epochMs(START));
  const times = [
    [0, Date.UTC(1970, 0), Date.UTC(1999, 11, 31, 23, 59, 59), Date.UTC(2000, 0), START],
    [START, START + 300_000, START + 300_001, Date.UTC(2049, 0)],
  ].flat();
  const taken = judge.judge(times.map((at, i) => ({ at: epochMs(at), wire: wire(i), flags: 0 })));
  const all = [...taken, ...judge.finish()];
  expect(all.map(({ at }) => at)).toEqual([Date.UTC(2000, 0), START, START + 300_000]);
  expect(judge.rejected).toBe(5);
});
