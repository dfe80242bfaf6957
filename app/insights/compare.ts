import type { DateTime } from 'luxon';
import { QUARTER } from '../energy/counter.ts';
import type { TimeRange } from '../history/query.ts';
import { hours } from '../units.ts';
import { type LocalDay, localDay } from './hours.ts';
import { joined, type QuarterSums, type Stretch, stretchOf } from './sums.ts';

/** An hour counts as known from this part of it on. */
const ENOUGH = 0.9;
const HOUR = hours(1) / QUARTER;

export const isKnown = (sums: QuarterSums, stretch: Stretch): boolean =>
  sums.seen(stretch) >= ENOUGH * (stretch.end - stretch.first) * QUARTER;

/** Hours of two spans that stand for one another and are known in both. */
export interface SharedHours {
  readonly count: number;
  readonly now: readonly Stretch[];
  readonly earlier: readonly Stretch[];
}

type Pair = readonly [now: Stretch, earlier: Stretch];

function shared(pairs: Iterable<Pair>, sums: QuarterSums): SharedHours {
  const [now, earlier]: [Stretch[], Stretch[]] = [[], []];
  for (const [one, other] of pairs) {
    if (!isKnown(sums, one) || !isKnown(sums, other)) continue;
    now.push(one);
    earlier.push(other);
  }
  return { count: now.length, now: joined(now), earlier: joined(earlier) };
}

/**
 * Hours of `days` and the same hours on the wall of the days that they are compared with. Where
 * one of two days skips or repeats an hour, that hour counts once or not at all.
 * @param counterpart null: there is no such day.
 */
export function sharedByDay(
  days: readonly LocalDay[],
  counterpart: (day: DateTime<boolean>) => DateTime<boolean> | null,
  sums: QuarterSums,
): SharedHours {
  return shared(pairsByDay(days, counterpart), sums);
}

function* pairsByDay(
  days: readonly LocalDay[],
  counterpart: (day: DateTime<boolean>) => DateTime<boolean> | null,
): Generator<Pair> {
  for (const day of days) {
    const earlier = counterpart(day.from);
    if (earlier === null) continue;
    const left = new Map(localDay(earlier).hours.map((hour) => [hour.hour, hour]));
    for (const hour of day.hours) {
      const other = left.get(hour.hour);
      if (other === undefined || other.end - other.first !== hour.end - hour.first) continue;
      left.delete(hour.hour);
      yield [hour, other];
    }
  }
}

/** Hours of two ranges of one length by their place in it. */
export function sharedByPlace(now: TimeRange, earlier: TimeRange, sums: QuarterSums): SharedHours {
  return shared(pairsByPlace(stretchOf(now), stretchOf(earlier)), sums);
}

function* pairsByPlace(now: Stretch, earlier: Stretch): Generator<Pair> {
  const place = (first: number): Stretch => ({ first, end: first + HOUR });
  for (let q = 0; now.first + q + HOUR <= now.end; q += HOUR) {
    yield [place(now.first + q), place(earlier.first + q)];
  }
}
