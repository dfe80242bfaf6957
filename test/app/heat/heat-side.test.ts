import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type HeatDay,
  HeatDaySums,
  HeatMinutes,
  MINUTE,
  noHeatDay,
} from '../../../app/heat/heat-minutes.ts';
import {
  heatPower,
  heatSideSchema,
  isHeatSideSet,
  NO_HEAT_SIDE,
} from '../../../app/heat/heat-side.ts';
import { days } from '../../../app/units.ts';

describe('heat', () => {
  test('is what water carries: 20 l/min that lose 5 K are 6,977 W', () => {
    expect(heatPower(20, 35, 30)).toBeCloseTo(6976.67, 2);
    expect(heatPower(0, 35, 20)).toBe(0);
  });

  test('is negative while a defrost takes it out of the house', () => {
    expect(heatPower(20, 24, 26)).toBeCloseTo(-2790.67, 2);
  });

  test.each([
    [Number.NaN, 35, 30],
    [20, Number.NaN, 30],
    [20, 35, Number.NaN],
    [-1, 35, 30],
    [501, 35, 30],
    [20, 3500, 30],
    [20, 35, -127],
  ])('is not known from %d l/min, %d °C and %d °C', (rate, flow, back) => {
    expect(heatPower(rate, flow, back)).toBeNull();
  });

  test('is known from three queries; the weather is a fourth', () => {
    const side = { flowRate: 'a', flowTemperature: 'b', returnTemperature: 'c' };
    expect(isHeatSideSet({ ...side, outdoorTemperature: '' })).toBe(true);
    expect(isHeatSideSet({ ...side, flowRate: '', outdoorTemperature: 'd' })).toBe(false);
    expect(heatSideSchema.parse(NO_HEAT_SIDE)).toEqual(NO_HEAT_SIDE);
  });
});

const DAY = 20_000;
const BEGIN = DAY * days(1);

describe('minutes of heat', () => {
  const filled = noHeatDay();
  filled.heat.forEach((_, minute) => {
    if (minute % 7 !== 0) filled.heat[minute] = (minute % 100) * 50 - 500;
    if (minute % 2 === 0) filled.outdoor[minute] = -5;
  });
  const only = (day: HeatDay): HeatMinutes => {
    const sums = new HeatDaySums(day);
    return new HeatMinutes((number) => (number === DAY ? sums : null));
  };
  const minutes = only(filled);

  test('count by their part where they are cut, and gaps not at all', () => {
    const day = noHeatDay();
    day.heat[60] = 6000;
    const one = only(day);
    const at = BEGIN + 60 * MINUTE;
    expect(one.sum(at, at + MINUTE)).toEqual({ heat: 100, known: MINUTE });
    expect(one.sum(at + MINUTE / 2, at + 5 * MINUTE)).toEqual({ heat: 50, known: MINUTE / 2 });
    expect(one.sum(at + MINUTE, at + 2 * MINUTE)).toEqual({ heat: 0, known: 0 });
    expect(one.outdoor(at, at + MINUTE)).toBeNull();
    expect(minutes.outdoor(BEGIN, BEGIN + days(1))).toBe(-5);
  });

  test('add up to the same however a stretch is cut', () => {
    const time = fc.integer({ min: BEGIN - days(1), max: BEGIN + days(2) });
    fc.assert(
      fc.property(fc.array(time, { minLength: 3, maxLength: 6 }), (times) => {
        const edges = times.toSorted((a, b) => a - b);
        const parts = edges.slice(1).map((to, index) => minutes.sum(edges[index] ?? 0, to));
        const whole = minutes.sum(edges[0] ?? 0, edges.at(-1) ?? 0);
        expect(parts.reduce((sum, { heat }) => sum + heat, 0)).toBeCloseTo(whole.heat, 6);
        expect(parts.reduce((sum, { known }) => sum + known, 0)).toBeCloseTo(whole.known, 3);
      }),
      { numRuns: 50 },
    );
  });
});
