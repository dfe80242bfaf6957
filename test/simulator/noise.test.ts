import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clamp, draws, ripple, STREAM, uniform, wander } from '../../main/simulator/noise.ts';

const seed = fc.integer();
const index = fc.integer({ min: 0, max: 4_000_000_000 });

describe('noise', () => {
  test('is the same for the same seed, stream and index, on every machine', () => {
    const { schedule, gridFast } = STREAM;
    expect(uniform(879, schedule, 20_779)).toBeCloseTo(0.553542, 6);
    expect(uniform(879, gridFast, 20_779)).toBeCloseTo(0.578476, 6);
    expect(Array.from({ length: 3 }, draws(879, schedule, 20_779))).toEqual(
      Array.from({ length: 3 }, draws(879, schedule, 20_779)),
    );
  });

  test('stays within its bounds', () => {
    fc.assert(
      fc.property(seed, index, fc.double({ min: 0, max: 1e7, noNaN: true }), (s, i, x) => {
        const even = uniform(s, STREAM.humidity, i);
        expect(even).toBeGreaterThanOrEqual(0);
        expect(even).toBeLessThan(1);
        expect(Math.abs(ripple(s, STREAM.humidity, i))).toBeLessThanOrEqual(1);
        expect(Math.abs(wander(s, STREAM.humidity, x))).toBeLessThanOrEqual(1);
        const drawn = draws(s, STREAM.humidity, i)();
        expect(drawn === clamp(drawn, 0, 1 - Number.EPSILON)).toBe(true);
      }),
    );
  });

  test('is spread evenly over each tenth', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const tenth = Math.floor(uniform(7, STREAM.loadRipple, i) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test('wanders without a jump', () => {
    fc.assert(
      fc.property(seed, fc.double({ min: 0, max: 1e6, noNaN: true }), (s, x) => {
        const step = wander(s, STREAM.gridSlow, x + 0.001) - wander(s, STREAM.gridSlow, x);
        // The steepest smoothstep over the widest swing rises by 3 per 1.
        expect(Math.abs(step)).toBeLessThan(0.0031);
      }),
    );
  });

  test('differs between streams and between seeds', () => {
    const values = (s: number, stream: typeof STREAM.humidity | typeof STREAM.schedule): string =>
      Array.from({ length: 20 }, (_, i) => uniform(s, stream, i)).join();
    expect(values(1, STREAM.humidity)).not.toBe(values(1, STREAM.schedule));
    expect(values(1, STREAM.humidity)).not.toBe(values(2, STREAM.humidity));
  });
});
