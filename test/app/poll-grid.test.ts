import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextGridPoint, nextGridPointAfter } from '../../app/poll-grid.ts';
import { epochMs, millis, seconds } from '../../app/units.ts';

const anyTime = fc.integer({ min: 0, max: 4e12 }).map(epochMs);
const anyInterval = fc.integer({ min: 1, max: 300 }).map(seconds);
const anyWait = fc.integer({ min: 0, max: 60_000 }).map(millis);

describe('the grid of the clock', () => {
  test('puts polls every 30 s on the half minutes', () => {
    const noon = Date.UTC(2026, 10, 22, 12);
    expect(nextGridPoint(epochMs(noon + 1), seconds(30))).toBe(noon + 30_000);
    expect(nextGridPoint(epochMs(noon + 29_999), seconds(30))).toBe(noon + 30_000);
    expect(nextGridPoint(epochMs(noon + 30_000), seconds(30))).toBe(noon + 60_000);
  });

  test('has its next point after now and within one interval', () => {
    fc.assert(
      fc.property(anyTime, anyInterval, (now, interval) => {
        const next = nextGridPoint(now, interval);
        expect(next % interval).toBe(0);
        expect(next).toBeGreaterThan(now);
        expect(next - now).toBeLessThanOrEqual(interval);
      }),
    );
  });

  test('does not drift: from point to point it is one interval, however late each poll ends', () => {
    fc.assert(
      fc.property(
        anyTime,
        anyInterval,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (now, interval, late) => {
          const point = nextGridPoint(now, interval);
          expect(nextGridPoint(epochMs(point + late * interval), interval) - point).toBe(interval);
        },
      ),
    );
  });

  test('after a wait has its first point that is not too early', () => {
    fc.assert(
      fc.property(anyTime, anyWait, anyInterval, (now, wait, interval) => {
        const next = nextGridPointAfter(now, wait, interval);
        expect(next % interval).toBe(0);
        expect(next).toBeGreaterThan(now);
        expect(next).toBeGreaterThanOrEqual(now + wait);
        const before = next - interval;
        expect(before <= now || before < now + wait).toBe(true);
      }),
    );
  });
});
