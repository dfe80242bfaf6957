import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { watts } from '../../app/units.ts';
import { nextWiring, UNKNOWN_WIRING, type Wiring, wiredValues } from '../../app/wiring.ts';
import { measured, type PlainValues } from '../support/readings.ts';

const LIMITS = { connection: watts(24_000), energyMode: 'import' } as const;
const known = (answers: readonly PlainValues[], before: Wiring = UNKNOWN_WIRING): Wiring =>
  answers.reduce<Wiring>((wiring, values) => nextWiring(wiring, measured(values), LIMITS), before);

const phases = (power: number, l1: number, l2: number, l3: number): PlainValues => ({
  power,
  powerL1: l1,
  powerL2: l2,
  powerL3: l3,
});
const THREE_WIRE = phases(900, 0, 0, 0);
const REVERSED = phases(900, 300, -300, 300);
const GOOD = phases(900, 300, 300, 300);
const IDLE = phases(6, 0, 0, 0);
const repeat = (values: PlainValues, count: number) => Array.from({ length: count }, () => values);

describe('a meter whose phases do not go with its total', () => {
  test.each([
    ['wired for three wires', THREE_WIRE],
    ['with a reversed transformer', REVERSED],
    ['with two of them', phases(900, -300, -300, 300)],
    ['with all of them', phases(900, -300, -300, -300)],
    ['with a transformer that is not connected', phases(900, 300, 0, 300)],
  ])('%s is known by its first three answers', (_, values) => {
    expect(known(repeat(values, 2)).kind).toBe('unknown');
    expect(known(repeat(values, 3)).kind).toBe('total-only');
  });

  test('is known by answers in a row only, which standby does not say anything of', () => {
    expect(known([THREE_WIRE, IDLE, THREE_WIRE, IDLE, THREE_WIRE]).kind).toBe('unknown');
    expect(known([IDLE, ...repeat(THREE_WIRE, 3), IDLE]).kind).toBe('total-only');
    expect(known([phases(46, 46, 0, 0), ...repeat(THREE_WIRE, 9)]).kind).toBe('phases');
  });

  test('is not what a single answer makes of a good one', () => {
    expect(known([GOOD, ...repeat(THREE_WIRE, 100)]).kind).toBe('phases');
    expect(known([THREE_WIRE, THREE_WIRE, GOOD, THREE_WIRE]).kind).toBe('phases');
  });

  test('is a good one again once it was wired rightly', () => {
    const before = known(repeat(REVERSED, 3));
    expect(known([GOOD, GOOD, REVERSED, GOOD, GOOD], before).kind).toBe('total-only');
    expect(known(repeat(GOOD, 3), before).kind).toBe('phases');
  });

  test.each([
    ['at 60 Hz', { ...THREE_WIRE, frequency: 60 }],
    ['with junk for a phase', { ...THREE_WIRE, powerL2: 1e-30 }],
    ['beyond what the connection carries', phases(90_000, 0, 0, 0)],
    ['without a total', phases(0, 300, 300, 300)],
    ['that has no phases', { ...THREE_WIRE, powerL1: Number.NaN }],
  ])('is not told by answers %s', (_, values) => {
    expect(known(repeat(values, 5))).toEqual(UNKNOWN_WIRING);
  });

  test('keeps its total and has no phases', () => {
    const total = known(repeat(THREE_WIRE, 3));
    const values = measured(THREE_WIRE);
    expect(wiredValues(total, values)).toEqual({
      ...values,
      powerL1: null,
      powerL2: null,
      powerL3: null,
      energyL1: null,
      energyL2: null,
      energyL3: null,
    });
    expect(wiredValues(UNKNOWN_WIRING, values)).toBe(values);
  });

  test('a total is only ever kept as it came', () => {
    const power = fc.double({ min: -30_000, max: 30_000, noNaN: true });
    const answers = fc.array(fc.tuple(power, power, power, power), { minLength: 1 });
    fc.assert(
      fc.property(answers, (all) => {
        let wiring = UNKNOWN_WIRING;
        for (const [total, ...each] of all) {
          const values = measured(phases(total, ...each));
          wiring = nextWiring(wiring, values, LIMITS);
          expect(wiredValues(wiring, values).power).toBe(values.power);
        }
      }),
    );
  });
});
