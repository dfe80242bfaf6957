import type { RangeSeries } from './answer.ts';

/**
 * The values of an answer by the number of their step from `from`. Some servers round the range to whole
 * steps and so answer up to one step beside: each value belongs to the step that is nearest.
 * @param from ms since epoch.
 */
export function byStep(
  values: RangeSeries['values'],
  from: number,
  stepMs: number,
): ReadonlyMap<number, number> {
  const first = (values[0]?.[0] ?? 0) * 1000;
  // Of all values alike, so that rounding never gives two of them one step.
  const ahead = Math.round((first - from) / stepMs);
  return new Map(
    values.map(([s, value]) => [ahead + Math.round((s * 1000 - first) / stepMs), value]),
  );
}
