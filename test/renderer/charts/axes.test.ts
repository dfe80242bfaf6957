import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMs, minutes } from '../../../app/units.ts';
import {
  lastHourAxis,
  powerAxis,
  powerTick,
  wallClockTicks,
} from '../../../renderer/charts/axes.ts';

describe('the power axis', () => {
  it('shows standby as a low line', () => {
    expect(powerAxis(6, 6)).toEqual({ min: 0, max: 100, step: 20 });
  });

  it('leaves air above the highest value', () => {
    expect(powerAxis(0, 1000)).toEqual({ min: 0, max: 1250, step: 250 });
  });

  it('goes below zero only where power flows back', () => {
    expect(powerAxis(-300, 700)).toEqual({ min: -500, max: 750, step: 250 });
  });

  it('holds zero and every value, on round ends, with few steps', () => {
    const milliwatts = fc.integer({ min: -50_000_000, max: 50_000_000 });
    const value = milliwatts.map((power) => power / 1000);
    fc.assert(
      fc.property(value, value, (one, other) => {
        const [lowest, highest] = [Math.min(one, other), Math.max(one, other)];
        const { min, max, step } = powerAxis(lowest, highest);
        expect(min).toBeLessThanOrEqual(Math.min(0, lowest + 0.5));
        expect(max).toBeGreaterThanOrEqual(Math.max(0, highest));
        expect(Math.abs(Math.round(max / step) - max / step)).toBeLessThan(1e-9);
        expect((max - min) / step).toBeLessThanOrEqual(7);
      }),
    );
  });

  it('names all its ticks in one unit', () => {
    const small = powerAxis(0, 60);
    expect([0, 20, 100].map((value) => powerTick('de', small, value))).toEqual([
      '0\u00a0W',
      '20\u00a0W',
      '100\u00a0W',
    ]);
    const large = powerAxis(0, 1300);
    expect(powerTick('de', large, 500)).toBe('0,5\u00a0kW');
    expect(powerTick('en', large, 1500)).toBe('1.5\u00a0kW');
  });
});

describe('the time axis of the last hour', () => {
  const until = epochMs(Date.UTC(2025, 10, 22, 12, 34, 56));

  it('spans an hour once there is an hour of points, and when there is none', () => {
    const hour = { from: until - minutes(60), until, step: minutes(10) };
    expect(lastHourAxis(epochMs(until - minutes(60)), until)).toEqual(hour);
    expect(lastHourAxis(null, until)).toEqual(hour);
  });

  it('is shorter while the app is young, and holds every point', () => {
    expect(lastHourAxis(until, until).from).toBe(until - minutes(10));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: minutes(60) }), (age) => {
        const first = epochMs(until - age);
        expect(lastHourAxis(first, until).from).toBeLessThanOrEqual(first);
      }),
    );
  });
});

describe('the ticks of a time axis', () => {
  it('stand on round times of the local clock', () => {
    const until = epochMs(Date.UTC(2025, 10, 22, 12, 34, 56));
    const axis = { from: epochMs(until - minutes(30)), until, step: minutes(10) };
    const local = wallClockTicks(axis, 'Europe/Berlin').map((at) => new Date(at).toISOString());
    expect(local).toEqual([
      '2025-11-22T12:10:00.000Z',
      '2025-11-22T12:20:00.000Z',
      '2025-11-22T12:30:00.000Z',
    ]);
    // Nepal is 5:45 ahead, so its full hours are at 15 minutes past ours.
    const kathmandu = wallClockTicks(axis, 'Asia/Kathmandu');
    expect(new Date(kathmandu[0] ?? 0).toISOString()).toBe('2025-11-22T12:05:00.000Z');
  });

  it('go on through the hour that daylight-saving time repeats', () => {
    const until = epochMs(Date.UTC(2025, 9, 26, 1, 30));
    const axis = { from: epochMs(until - minutes(60)), until, step: minutes(10) };
    const ticks = wallClockTicks(axis, 'Europe/Berlin');
    expect(ticks).toHaveLength(7);
    expect(ticks[0]).toBe(axis.from);
  });
});
