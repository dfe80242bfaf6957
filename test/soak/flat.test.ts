import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, median, slopeOf } from './flat.ts';

const HEAP = { name: 'heap', unit: 'MiB', most: 1 };

const samplesOf = (values: readonly number[]) =>
  values.map((heap, index) => ({ at: index * 30, figures: { heap } }));

describe('judging whether a figure stays flat', () => {
  it('lets the first half warm up', () => {
    const values = Array.from({ length: 100 }, (_, i) => Math.min(i, 40));
    expect(judge(HEAP, samplesOf(values))).toMatchObject({ isFlat: true, growth: 0 });
  });

  it('finds a slow leak below saw teeth and peaks', () => {
    const leak = (i: number): number => 50 + i * 0.03 + (i % 5) + (i % 37 === 0 ? 30 : 0);
    const verdict = judge(HEAP, samplesOf(Array.from({ length: 200 }, (_, i) => leak(i))));
    expect(verdict.isFlat).toBe(false);
    expect(verdict.growth).toBeCloseTo(3, 0);
    const teeth = judge(HEAP, samplesOf(Array.from({ length: 200 }, (_, i) => leak(i) - i * 0.03)));
    expect(teeth.isFlat).toBe(true);
  });

  it('takes nothing for flat that was never measured', () => {
    expect(judge(HEAP, []).isFlat).toBe(false);
    expect(judge(HEAP, samplesOf([3])).isFlat).toBe(false);
  });

  it('finds the slope of any straight line', () => {
    const integer = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(integer, integer, fc.integer({ min: 2, max: 30 }), (slope, start, count) => {
        const points = Array.from({ length: count }, (_, x) => [x, start + slope * x] as const);
        expect(slopeOf(points)).toBeCloseTo(slope, 6);
      }),
    );
  });

  it('takes the middle of an even count between two', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([3, 1, 2])).toBe(2);
  });
});
