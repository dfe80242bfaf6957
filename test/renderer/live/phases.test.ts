import { describe, expect, it } from 'vitest';
import { EMPTY_MEASUREMENT } from '../../../app/measurement.ts';
import { type Watts, watts } from '../../../app/units.ts';
import { phaseShares, unevenness } from '../../../renderer/live/phases.ts';

const phases = (...[powerL1, powerL2, powerL3]: readonly (Watts | null)[]) =>
  phaseShares({
    ...EMPTY_MEASUREMENT,
    powerL1: powerL1 ?? null,
    powerL2: powerL2 ?? null,
    powerL3: powerL3 ?? null,
  });

describe('phase shares', () => {
  it('are parts of the whole', () => {
    const shares = phases(watts(100), watts(60), watts(40));
    expect(shares.map(({ share }) => share)).toEqual([0.5, 0.3, 0.2]);
  });

  it('count power that flows back by its size', () => {
    expect(phases(watts(-50), watts(25), watts(25))[0]?.share).toBe(0.5);
  });

  it('are unknown while a phase is unknown, and when nothing flows', () => {
    expect(phases(watts(1), watts(1), null).map(({ share }) => share)).toEqual([null, null, null]);
    expect(phases(watts(0), watts(0), watts(0))[1]?.share).toBeNull();
  });
});

describe('unevenness', () => {
  it('is the largest distance from a third', () => {
    expect(unevenness(phases(watts(100), watts(100), watts(100)))).toBeCloseTo(0);
    expect(unevenness(phases(watts(46), watts(0), watts(0)))).toBeCloseTo(2 / 3);
  });

  it('is unknown while a share is', () => {
    expect(unevenness(phases(null, null, null))).toBeNull();
  });
});
