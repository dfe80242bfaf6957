import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FARTHEST_SHIFT, shiftAt } from '../../app/kiosk/pixel-shift.ts';
import { after, epochMs, minutes } from '../../app/units.ts';

const moment = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(epochMs);

describe('the shift against burn-in', () => {
  it('stays near, and moves by at most one step at a time', () => {
    fc.assert(
      fc.property(moment, (now) => {
        const [here, next] = [shiftAt(now), shiftAt(after(now, minutes(1)))];
        for (const axis of ['x', 'y'] as const) {
          expect(Math.abs(here[axis])).toBeLessThanOrEqual(FARTHEST_SHIFT);
          expect(Math.abs(next[axis] - here[axis])).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('comes to every place within an hour, and to none for long', () => {
    const places = Array.from({ length: 60 }, (_, minute) => shiftAt(epochMs(minutes(minute))));
    const side = 2 * FARTHEST_SHIFT + 1;
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(side * side);
  });
});
