import { describe, expect, test } from 'vitest';
import { frequencyLevel, powerFactorLevel, powerLevel } from '../../app/thresholds.ts';
import { hertz, powerFactor, watts } from '../../app/units.ts';

describe('the traffic lights', () => {
  test.each([
    [0, 'good'],
    [1000, 'good'],
    [1000.01, 'moderate'],
    [2000, 'moderate'],
    [2000.01, 'alert'],
    [-500, 'good'],
  ] as const)('of a power of %d W: %s', (power, level) => {
    expect(powerLevel(watts(power))).toBe(level);
  });

  test.each([
    [50, 'good'],
    [49.8, 'good'],
    [50.2, 'good'],
    [Math.fround(50.2), 'good'],
    [Math.fround(49.8), 'good'],
    [49.79, 'moderate'],
    [50.21, 'moderate'],
    [49.5, 'moderate'],
    [50.5, 'moderate'],
    [49.49, 'alert'],
    [50.51, 'alert'],
  ] as const)('of a frequency of %d Hz: %s', (frequency, level) => {
    expect(frequencyLevel(hertz(frequency))).toBe(level);
  });

  test.each([
    [1, 'good'],
    [0.851, 'good'],
    [0.85, 'moderate'],
    [0.7, 'moderate'],
    [0.699, 'alert'],
    [0, 'alert'],
    [-0.93, 'good'],
    [-0.55, 'alert'],
  ] as const)('of a power factor of %d: %s', (factor, level) => {
    expect(powerFactorLevel(powerFactor(factor))).toBe(level);
  });

  test.each([
    [Math.fround(0.85), 'moderate'],
    [Math.fround(0.7), 'moderate'],
  ] as const)('take a float32 at the edge for the edge: %d', (factor, level) => {
    expect(powerFactorLevel(powerFactor(factor))).toBe(level);
  });

  test.each([
    [Math.fround(1) * 1000, 'good'],
    [Math.fround(2) * 1000, 'moderate'],
  ] as const)('take the meter’s kW at the edge for the edge: %d', (power, level) => {
    expect(powerLevel(watts(power))).toBe(level);
  });
});
