import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  HEAT_PUMP_STATES,
  type HeatPumpState,
  nextHeatPumpState,
} from '../../../app/heat-pump/state.ts';
import { watts } from '../../../app/units.ts';

const run = (
  powers: readonly number[],
  before: HeatPumpState | null = null,
): readonly (HeatPumpState | null)[] => {
  const states: (HeatPumpState | null)[] = [];
  for (const power of powers) states.push(nextHeatPumpState(states.at(-1) ?? before, watts(power)));
  return states;
};

describe('the state of the heat pump', () => {
  test.each([
    [-2000, null],
    [-26, null],
    [-25.99, 'standby'],
    [0, 'standby'],
    [6, 'standby'],
    [25.99, 'standby'],
    [26, 'circulating'],
    [46, 'circulating'],
    [149.99, 'circulating'],
    [150, 'running'],
    [450, 'running'],
    [1300, 'running'],
    [2000, 'running'],
    [2000.01, 'high-load'],
    [3500, 'high-load'],
  ] as const)('at %d W is %s', (power, state) => {
    expect(nextHeatPumpState(null, watts(power))).toBe(state);
  });

  test('goes through a start, a defrost and the end of a run', () => {
    expect(run([6, 46, 1250, 700, 2300, 650, 46, 6])).toEqual([
      'standby',
      'circulating',
      'running',
      'running',
      'high-load',
      'running',
      'circulating',
      'standby',
    ]);
  });

  test('is not split by noise at the edge of a run: it ends below 100 W, and begins at 150 W', () => {
    expect(run([150, 149, 101, 100, 99.9, 149, 150])).toEqual([
      'running',
      'running',
      'running',
      'running',
      'circulating',
      'circulating',
      'running',
    ]);
  });

  test('goes straight from a high load to standby when the power does', () => {
    expect(run([2500, 6])).toEqual(['high-load', 'standby']);
  });

  test('does not depend on what came before the one before', () => {
    const power = fc.double({ min: -3000, max: 5000, noNaN: true });
    const state = fc.option(fc.constantFrom(...HEAT_PUMP_STATES));
    fc.assert(
      fc.property(state, power, (before, value) => {
        const next = nextHeatPumpState(before, watts(value));
        expect(nextHeatPumpState(next, watts(value))).toBe(next);
      }),
    );
  });
});
