import { expect, test } from 'vitest';
import { freshHeat, liveCop } from '../../../app/heat/live-cop.ts';
import { after, epochMs, minutes, watts } from '../../../app/units.ts';

const NOW = epochMs(Date.UTC(2026, 10, 22));
const heat = { heat: watts(3600), at: NOW, outdoor: 4 };

test('a live COP is heat over power while the compressor runs', () => {
  expect(liveCop(watts(3600), watts(900), 'running')).toBe(4);
  for (const state of ['standby', 'circulating', null] as const) {
    expect(liveCop(watts(3600), watts(46), state)).toBeNull();
  }
  expect(liveCop(watts(-3600), watts(900), 'running')).toBeNull();
  expect(liveCop(null, watts(900), 'running')).toBeNull();
  expect(liveCop(watts(3600), null, 'running')).toBeNull();
});

test('heat of five minutes ago is not heat of now', () => {
  expect(freshHeat(heat, after(NOW, minutes(5)))).toBe(3600);
  expect(freshHeat(heat, after(NOW, minutes(5) + 1))).toBeNull();
  expect(freshHeat(null, NOW)).toBeNull();
});
