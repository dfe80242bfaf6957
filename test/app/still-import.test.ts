import { expect, test } from 'vitest';
import type { EnergyMode } from '../../app/registers/model.ts';
import { isStillImport, nextStillImport, type StillImport } from '../../app/still-import.ts';
import { after, minutes, watts } from '../../app/units.ts';
import { NOON, type PlainValues, readingOf } from '../support/readings.ts';

function stateAfter(
  polls: readonly PlainValues[],
  energyMode: EnergyMode | null = 'import',
  every = minutes(1),
): StillImport | null {
  const limits = { connection: watts(24_000), energyMode };
  return polls.reduce<StillImport | null>(
    (state, values, index) =>
      nextStillImport(state, readingOf(values, after(NOON, index * every)), limits),
    null,
  );
}

const flowing = (power: number, energy: number, count: number): readonly PlainValues[] =>
  Array.from({ length: count }, () => ({ power, energy }));

test('an import counter that stands still while power flows back is noticed', () => {
  expect(isStillImport(stateAfter(flowing(-900, 500_000, 2)))).toBe(false);
  expect(isStillImport(stateAfter(flowing(-900, 500_000, 4)))).toBe(true);
  expect(isStillImport(stateAfter(flowing(-900, 500_000, 4), null))).toBe(true);
});

test.each(['export', 'sum', 'net'] as const)('a counter of %s is none', (mode) => {
  expect(stateAfter(flowing(-900, 500_000, 9), mode)).toBeNull();
});

test('power that is drawn, a counter that moves, and a gap are no sign of it', () => {
  expect(isStillImport(stateAfter(flowing(900, 500_000, 99)))).toBe(false);
  const moving = Array.from({ length: 99 }, (_, i) => ({ power: -900, energy: 500_000 + i }));
  expect(isStillImport(stateAfter(moving))).toBe(false);
  expect(isStillImport(stateAfter(flowing(-100, 500_000, 2), 'import', minutes(600)))).toBe(false);
});

test('it is over when the counter moves', () => {
  const polls = [...flowing(-900, 500_000, 9), { power: 900, energy: 500_010 }];
  expect(isStillImport(stateAfter(polls))).toBe(false);
});
