import { expect, test } from 'vitest';
import { hours, millis } from '../../app/units.ts';
import { CLOCK_AHEAD, clockAhead, clockSet, SYSTEM_CLOCK } from '../../main/clock.ts';

test('the environment sets the clock of an app that is not packaged', () => {
  expect(clockAhead({ [CLOCK_AHEAD]: '3600000' }, false)).toBe(hours(1));
  expect(clockAhead({ [CLOCK_AHEAD]: '-500' }, false)).toBe(-500);
});

test('a packaged app takes the system’s clock, whatever the environment says', () => {
  expect(clockAhead({ [CLOCK_AHEAD]: '3600000' }, true)).toBe(0);
});

test('without a number in the environment the clock is the system’s', () => {
  for (const env of [{}, { [CLOCK_AHEAD]: '' }, { [CLOCK_AHEAD]: 'tomorrow' }]) {
    expect(clockAhead(env, false)).toBe(0);
  }
});

test('a clock that is ahead runs as fast as the system’s', () => {
  const ahead = millis(400 * 24 * hours(1));
  const clock = clockSet(ahead);
  const before = SYSTEM_CLOCK.now();
  const now = clock.now();
  expect(now - ahead).toBeGreaterThanOrEqual(before);
  expect(now - ahead).toBeLessThanOrEqual(SYSTEM_CLOCK.now());
  expect(clock.elapsed).toBe(SYSTEM_CLOCK.elapsed);
});
