import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Limits, NO_COUNTERS } from '../../app/counters.ts';
import {
  ENERGY_FIELDS,
  FIELDS,
  type Field,
  type Measurement,
  POWER_FIELDS,
} from '../../app/measurement.ts';
import { judge, REJECTION_REASONS, type RejectionReason } from '../../app/plausibility.ts';
import { watts } from '../../app/units.ts';
import { measured, NOON, only, type PlainValues, rawReading } from '../support/readings.ts';

const LIMITS: Limits = { connection: watts(24_000), energyMode: 'import' };

const judged = (values: PlainValues, limits: Limits = LIMITS) =>
  judge(rawReading(values), NO_COUNTERS, limits);

/** What happened to one field: the value that passed, or why it did not. */
function fateOf(field: Field, value: number, limits: Limits = LIMITS): number | RejectionReason {
  const { reading, rejections } = judge(
    { at: NOON, values: only({ [field]: value }) },
    NO_COUNTERS,
    limits,
  );
  return rejections[0]?.reason ?? reading.values[field] ?? Number.NaN;
}

/** The nearest float32 above or below. */
function neighbour(value: number, step: 1 | -1): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  view.setInt32(0, view.getInt32(0) + step);
  return view.getFloat32(0);
}

describe('a value counts', () => {
  test('when everything about the reading is as it should be', () => {
    const { reading, rejections, counterEvents } = judged({});
    expect(reading).toEqual({ at: NOON, values: measured() });
    expect([rejections, counterEvents]).toEqual([[], []]);
  });

  test.each(FIELDS.filter((field) => field !== 'frequency'))('as a true 0: %s', (field) => {
    expect(fateOf(field, 0)).toBe(0);
    expect(fateOf(field, -0)).toBe(-0);
  });

  test.each(FIELDS)('unless it is left-over junk next to 0: %s', (field) => {
    expect(fateOf(field, 3.67e-27)).toBe('denormal');
    expect(fateOf(field, -3.67e-27)).toBe('denormal');
    expect(fateOf(field, 1.4e-45)).toBe('denormal');
  });

  test.each(FIELDS)('unless it is no number, as where the model has no such value: %s', (field) => {
    expect(fateOf(field, Number.NaN)).toBe('not-finite');
    expect(fateOf(field, Number.POSITIVE_INFINITY)).toBe('not-finite');
    expect(fateOf(field, Number.NEGATIVE_INFINITY)).toBe('not-finite');
  });

  test('as a frequency from 45 to 55 Hz', () => {
    for (const good of [45, 49.99, 50, 55]) expect(fateOf('frequency', good)).toBe(good);
    for (const bad of [0, 44.99, 55.01, 60, -50]) {
      expect(fateOf('frequency', bad)).toBe('out-of-range');
    }
  });

  test('as a power factor of at most 1 either way, with room for one float32 step', () => {
    for (const good of [-1, -0.55, 0.934, 1, neighbour(1, 1), -neighbour(1, 1)]) {
      expect(fateOf('powerFactor', good)).toBe(good);
    }
    for (const bad of [1.001, -1.001, 55]) expect(fateOf('powerFactor', bad)).toBe('out-of-range');
  });

  test.each(POWER_FIELDS)('as a power up to what the connection carries: %s', (field) => {
    for (const good of [24_000, -24_000, 6, 1300]) expect(fateOf(field, good)).toBe(good);
    for (const bad of [24_000.01, -24_001, 1e9]) expect(fateOf(field, bad)).toBe('out-of-range');
    const smaller = { ...LIMITS, connection: watts(2000) };
    expect(fateOf(field, 2001, smaller)).toBe('out-of-range');
  });

  test.each(ENERGY_FIELDS)(
    'as a counter that stands above 0, unless it counts net: %s',
    (field) => {
      expect(fateOf(field, -1)).toBe('out-of-range');
      expect(fateOf(field, -1, { ...LIMITS, energyMode: 'net' })).toBe(-1);
      // What the meter counts is not known, so nobody can tell that it is not net.
      expect(fateOf(field, -1, { ...LIMITS, energyMode: null })).toBe(-1);
      expect(fateOf(field, -1, { ...LIMITS, energyMode: 'unknown' })).toBe(-1);
      for (const energyMode of ['export', 'sum'] as const) {
        expect(fateOf(field, -1, { ...LIMITS, energyMode })).toBe('out-of-range');
      }
      expect(fateOf(field, 1e12)).toBe('out-of-range');
      expect(fateOf(field, -1e12, { ...LIMITS, energyMode: 'net' })).toBe('out-of-range');
    },
  );
});

describe('the phases and the total', () => {
  const phases = (power: number, sum: number) =>
    judged({ power, powerL1: sum, powerL2: 0, powerL3: 0 });

  test('agree within 25 W', () => {
    for (const sum of [21, 46, 71]) expect(phases(46, sum).rejections).toEqual([]);
  });

  test('agree within 5 %', () => {
    for (const sum of [950, 1000, 1050]) expect(phases(1000, sum).rejections).toEqual([]);
    expect(phases(-1000, -1050).rejections).toEqual([]);
  });

  test.each([
    [46, 71.01],
    [46, 20.99],
    [1000, 1050.1],
    [1000, 949.9],
    [500, 525.1],
    [1000, -1000],
  ])(
    'disagree at a total of %d W and phases of %d W, and then none of the four counts',
    (power, sum) => {
      const { reading, rejections } = phases(power, sum);
      expect(rejections.map(({ field, reason }) => `${field} ${reason}`)).toEqual(
        POWER_FIELDS.map((field) => `${field} phases-disagree`),
      );
      for (const field of POWER_FIELDS) expect(reading.values[field]).toBeNull();
      expect(reading.values.frequency).toBe(49.99);
      expect(reading.values.energy).toBe(513_100);
    },
  );

  test('of 1,000 W may be 50 W apart and of 400 W no more than 25', () => {
    expect(phases(400, 425).rejections).toEqual([]);
    expect(phases(400, 425.1).rejections).toHaveLength(4);
  });

  test('are not compared when one of them was rejected or not asked for', () => {
    const { reading } = judged({ power: 900, powerL1: 300, powerL2: 300, powerL3: Number.NaN });
    expect(reading.values.power).toBe(900);
    expect(reading.values.powerL3).toBeNull();
    expect(judged({ powerL2: null, power: 900 }).rejections).toEqual([]);
  });
});

describe('a rejected value', () => {
  test('is a gap with a reason and with what the meter sent', () => {
    const { reading, rejections } = judged({ powerFactor: 5.2e-30, powerL3: Number.NaN });
    expect(reading.values.powerFactor).toBeNull();
    expect(reading.values.powerL3).toBeNull();
    expect(rejections).toEqual([
      { field: 'powerL3', reason: 'not-finite', value: Number.NaN },
      { field: 'powerFactor', reason: 'denormal', value: 5.2e-30 },
    ]);
  });

  test('takes all others with it where it is the frequency: such a reply is not what it seems', () => {
    for (const frequency of [0, 5.2e-30, 231.4, 198_656, -50]) {
      const { reading, rejections, counters } = judged({ frequency });
      expect(rejections.map(({ field }) => field)).toEqual([...FIELDS]);
      expect(rejections.filter(({ reason }) => reason === 'frequency-off')).toHaveLength(9);
      expect(Object.values(reading.values).every((value) => value === null)).toBe(true);
      expect(counters).toEqual(NO_COUNTERS);
    }
  });

  test('takes no other with it where this model has no frequency', () => {
    const { reading, rejections } = judged({ frequency: Number.NaN });
    expect(rejections).toHaveLength(1);
    expect(reading.values).toEqual({ ...measured(), frequency: null });
  });

  test('takes no other quantity with it', () => {
    const { reading } = judged({ powerFactor: 7 });
    expect(reading.values).toEqual({ ...measured(), powerFactor: null });
  });

  test('is not one that was never asked for', () => {
    expect(judge({ at: NOON, values: only({}) }, NO_COUNTERS, LIMITS).rejections).toEqual([]);
  });
});

/** Any bit pattern that a float32 can have, as the meter's registers can hold it, times 1 or 1000. */
const wireValue = fc
  .tuple(
    fc.oneof(fc.noShrink(fc.float()), fc.constantFrom(0, 0.046, 0.87, 50, 0.93, 513, -0.2)),
    fc.constantFrom(1, 1000),
  )
  .map(([value, scale]) => value * scale);
const anyMeasurement = fc.record(
  Object.fromEntries(FIELDS.map((field) => [field, fc.option(wireValue)])) as Record<
    Field,
    fc.Arbitrary<number | null>
  >,
) as unknown as fc.Arbitrary<Measurement>;
const anyLimits = fc.record({
  connection: fc.integer({ min: 500, max: 1_000_000 }).map(watts),
  energyMode: fc.constantFrom(...(['import', 'export', 'sum', 'net', 'unknown', null] as const)),
});

describe('whatever the registers hold', () => {
  test('what passes is exactly what was sent, and what does not pass is null', () => {
    fc.assert(
      fc.property(anyMeasurement, anyLimits, (values, limits) => {
        const { reading } = judge({ at: NOON, values }, NO_COUNTERS, limits);
        for (const field of FIELDS) {
          expect([null, values[field]]).toContain(reading.values[field]);
        }
      }),
    );
  });

  test('nothing passes that is no number, out of its range or beyond the connection', () => {
    fc.assert(
      fc.property(anyMeasurement, anyLimits, (values, limits) => {
        const { reading } = judge({ at: NOON, values }, NO_COUNTERS, limits);
        const { power, powerL1, powerL2, powerL3, frequency, powerFactor } = reading.values;
        for (const field of FIELDS) expect(Number.isFinite(reading.values[field] ?? 0)).toBe(true);
        for (const phase of [power, powerL1, powerL2, powerL3]) {
          expect(Math.abs(phase ?? 0)).toBeLessThanOrEqual(limits.connection);
        }
        expect(Math.abs((frequency ?? 50) - 50)).toBeLessThanOrEqual(5);
        expect(Math.abs(powerFactor ?? 0)).toBeLessThan(1.001);
      }),
    );
  });

  test('each value that was sent either passes or is rejected once, with a known reason', () => {
    fc.assert(
      fc.property(anyMeasurement, anyLimits, (values, limits) => {
        const { reading, rejections } = judge({ at: NOON, values }, NO_COUNTERS, limits);
        for (const field of FIELDS) {
          const found = rejections.filter((rejection) => rejection.field === field);
          const isGap = values[field] !== null && reading.values[field] === null;
          expect(found).toHaveLength(isGap ? 1 : 0);
          for (const { reason, value } of found) {
            expect(REJECTION_REASONS).toContain(reason);
            expect(value).toBe(values[field]);
          }
        }
      }),
    );
  });
});
