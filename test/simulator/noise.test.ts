import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clamp, draws, noiseOf, ripple, uniform, wander } from '../../main/simulator/noise.ts';

const key = fc.integer({ min: 0, max: 0xffff_ffff });
const index = fc.integer({ min: 0, max: 4_000_000_000 });

describe('noise', () => {
  test('is the same for the same seed, stream and index, on every machine', () => {
    const { schedule, gridFast } = noiseOf(879);
    expect(uniform(schedule, 20_779)).toBeCloseTo(0.553542, 6);
    expect(uniform(gridFast, 20_779)).toBeCloseTo(0.578476, 6);
    expect(Array.from({ length: 3 }, draws(schedule, 20_779))).toEqual(
      Array.from({ length: 3 }, draws(schedule, 20_779)),
    );
  });

  test('stays within its bounds', () => {
    fc.assert(
      fc.property(key, index, fc.double({ min: 0, max: 1e7, noNaN: true }), (k, i, x) => {
        const even = uniform(k, i);
        expect(even).toBeGreaterThanOrEqual(0);
        expect(even).toBeLessThan(1);
        expect(Math.abs(ripple(k, i))).toBeLessThanOrEqual(1);
        expect(Math.abs(wander(k, x))).toBeLessThanOrEqual(1);
        const drawn = draws(k, i)();
        expect(drawn === clamp(drawn, 0, 1 - Number.EPSILON)).toBe(true);
      }),
    );
  });

  test('is spread evenly over each tenth', () => {
    const { loadRipple } = noiseOf(7);
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const tenth = Math.floor(uniform(loadRipple, i) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test('wanders without a jump', () => {
    fc.assert(
      fc.property(key, fc.double({ min: 0, max: 1e6, noNaN: true }), (k, x) => {
        // The steepest smoothstep over the widest swing rises by 3 per 1.
        expect(Math.abs(wander(k, x + 0.001) - wander(k, x))).toBeLessThan(0.0031);
      }),
    );
  });

  test('differs between streams and between seeds', () => {
    const keys = [1, 2, 3].flatMap((seed) => Object.values(noiseOf(seed)));
    const values = keys.map((k) => Array.from({ length: 4 }, (_, i) => uniform(k, i)).join());
    expect(new Set(values).size).toBe(45);
  });
});
