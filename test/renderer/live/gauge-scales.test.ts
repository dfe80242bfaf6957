import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  frequencyLevel,
  type Level,
  powerFactorLevel,
  powerLevel,
} from '../../../app/thresholds.ts';
import { hertz, powerFactor, watts } from '../../../app/units.ts';
import {
  FREQUENCY_SCALE,
  type GaugeScale,
  POWER_FACTOR_SCALE,
  POWER_SCALE,
  positionOn,
  segmentsOf,
} from '../../../renderer/live/gauge-scales.ts';

const GAUGES: readonly [string, GaugeScale, (value: number) => Level][] = [
  ['power', POWER_SCALE, (value) => powerLevel(watts(value))],
  ['frequency', FREQUENCY_SCALE, (value) => frequencyLevel(hertz(value))],
  ['power factor', POWER_FACTOR_SCALE, (value) => powerFactorLevel(powerFactor(value))],
];

describe.each(GAUGES)('the gauge of %s', (_, scale, levelOf) => {
  const end = scale.zones.at(-1)?.until ?? 0;

  it('draws its zones where the thresholds are', () => {
    fc.assert(
      fc.property(fc.double({ min: scale.from, max: end, noNaN: true }), (value) => {
        const at = positionOn(scale, value);
        let start = 0;
        for (const { width, active } of segmentsOf(scale, value, levelOf(value))) {
          if (active) {
            expect(at).toBeGreaterThanOrEqual(start - 1e-6);
            expect(at).toBeLessThanOrEqual(start + width + 1e-6);
          }
          start += width;
        }
      }),
    );
  });

  it('lights exactly one zone, also beyond its ends', () => {
    fc.assert(
      fc.property(fc.double({ min: scale.from - 10, max: end + 10, noNaN: true }), (value) => {
        const lit = segmentsOf(scale, value, levelOf(value)).filter(({ active }) => active);
        expect(lit).toHaveLength(1);
        expect(lit[0]?.level).toBe(levelOf(value));
      }),
    );
  });

  it('fills the whole width', () => {
    const widths = segmentsOf(scale, null, null).map(({ width }) => width);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1);
  });

  it('lights nothing without a value', () => {
    expect(segmentsOf(scale, null, null).some(({ active }) => active)).toBe(false);
  });
});
