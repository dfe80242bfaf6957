import { expect, test } from 'vitest';
import { energyPerDay } from '../../../app/insights/per-day.ts';
import { days, hours, millis } from '../../../app/units.ts';
import { figures } from '../../renderer/heat-pump/figures.ts';

test('energy for a day counts the time of gaps that the counter went on in', () => {
  // 10 kWh in four days, of which one was not read.
  const { states } = figures();
  const unseen = { ...states['no-data'], time: days(1) };
  const four = { counted: days(4), states: { ...states, 'no-data': unseen } };
  expect(energyPerDay(figures(four))).toBe(2500);
});

test('is not said of little more than a day, or of none', () => {
  expect(energyPerDay(figures({ counted: hours(35) }))).toBeNull();
  expect(energyPerDay(figures({ counted: millis(0) }))).toBeNull();
});
