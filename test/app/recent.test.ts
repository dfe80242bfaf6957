import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  appendRecent,
  gapAt,
  NO_RECENT_POWER,
  pointOf,
  RECENT_SPAN,
  type RecentPoint,
  type RecentPower,
} from '../../app/recent.ts';
import { type EpochMs, epochMs, after as later, minutes, seconds } from '../../app/units.ts';
import { NOON, readingOf } from '../support/readings.ts';

const at = (second: number): EpochMs => later(NOON, seconds(second));
const point = (when: EpochMs, power = 46): RecentPoint => pointOf(readingOf({ power }, when));
const append = (points: readonly RecentPoint[], start = NO_RECENT_POWER): RecentPower =>
  points.reduce(appendRecent, start);

describe('the last hour of power', () => {
  test('is a column for each of total, L1, L2 and L3', () => {
    expect(append([point(at(0), 46), point(at(2), 48)])).toEqual({
      at: [at(0), at(2)],
      power: [46, 48],
      powerL1: [46, 46],
      powerL2: [0, 0],
      powerL3: [0, 0],
    });
  });

  test('shows a failed poll as a gap', () => {
    const recent = append([point(at(0)), gapAt(at(2)), point(at(4))]);
    expect(recent.power).toEqual([46, null, 46]);
    expect(recent.powerL3).toEqual([0, null, 0]);
  });

  test('forgets what is an hour older than the newest point, and not a moment sooner', () => {
    const hour = append([point(at(0)), point(at(1)), point(later(at(0), RECENT_SPAN))]);
    expect(hour.at).toEqual([at(1), later(at(0), RECENT_SPAN)]);
    const almost = append([point(at(0)), point(later(at(0), RECENT_SPAN - 1))]);
    expect(almost.at).toHaveLength(2);
  });

  test('is one point after a night without any', () => {
    expect(append([point(at(0)), point(at(2)), point(later(NOON, minutes(600)))]).at).toHaveLength(
      1,
    );
  });

  test('begins anew when the wall clock steps back', () => {
    expect(append([point(at(0)), point(at(2)), point(at(-60), 50)])).toMatchObject({
      at: [at(-60)],
      power: [50],
    });
  });

  test('keeps its past when two things happen at the same instant, and shows the later one', () => {
    const recent = append([point(at(0)), point(at(2)), gapAt(at(2))]);
    expect(recent.at).toEqual([at(0), at(2)]);
    expect(recent.power).toEqual([46, null]);
  });

  test('has columns of one length, times that rise, and no more than an hour, always', () => {
    const steps = fc.array(fc.integer({ min: -5_000_000, max: 5_000_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (spans) => {
        let now = 1e12;
        const points = spans.map((span) => {
          now += span;
          return point(epochMs(now));
        });
        const recent = append(points);
        const { at: times, ...columns } = recent;
        for (const column of Object.values(columns)) expect(column).toHaveLength(times.length);
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        expect(times.at(-1)).toBe(points.at(-1)?.at);
        expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(RECENT_SPAN);
      }),
    );
  });
});
