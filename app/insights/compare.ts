import { QUARTER } from '../energy/counter.ts';
import type { TimeRange } from '../history/query.ts';
import { days, hours } from '../units.ts';
import type { Calendar } from './calendar.ts';
import { joined, type QuarterSums, type Stretch, stretchOf } from './sums.ts';

/** An hour counts as known from this part of it on. */
const ENOUGH = 0.9;
const HOUR = hours(1) / QUARTER;
const DAY = days(1) / QUARTER;
/** With no more than this missing of a day, every hour of it is known. */
const HARDLY_ANY = hours(1) * (1 - ENOUGH);

export const isKnown = (sums: QuarterSums, stretch: Stretch): boolean =>
  sums.seen(stretch) >= ENOUGH * (stretch.end - stretch.first) * QUARTER;

/** Hours of two spans that stand for one another and are known in both. */
export interface SharedHours {
  readonly count: number;
  readonly now: readonly Stretch[];
  readonly earlier: readonly Stretch[];
}

type Pair = readonly [now: Stretch, earlier: Stretch];

function shared(pairs: Iterable<Pair>): SharedHours {
  const [now, earlier]: [Stretch[], Stretch[]] = [[], []];
  let count = 0;
  for (const [one, other] of pairs) {
    now.push(one);
    earlier.push(other);
    count += (one.end - one.first) / HOUR;
  }
  return { count, now: joined(now), earlier: joined(earlier) };
}

/**
 * Hours of a range and the same hours on the wall of the days that its days are compared with.
 * Where one of two days skips or repeats an hour, that hour counts once or not at all.
 * @param counterpart null: there is no such day.
 */
export function sharedByDay(
  range: TimeRange,
  calendar: Calendar,
  counterpart: (day: number) => number | null,
  sums: QuarterSums,
): SharedHours {
  return shared(pairsByDay(range, calendar, counterpart, sums));
}

function* pairsByDay(
  range: TimeRange,
  calendar: Calendar,
  counterpart: (day: number) => number | null,
  sums: QuarterSums,
): Generator<Pair> {
  const inside = stretchOf(range);
  for (let day = calendar.dayAt(range.from); calendar.start(day) < range.to; day++) {
    const other = counterpart(day);
    if (other === null) continue;
    const days = [calendar.stretch(day), calendar.stretch(other)] as const;
    // Nothing of what is to come, or of years without a record.
    if (days.some((one) => sums.seen(one) === 0)) continue;
    if (isIn(days[0], inside) && days.every((one) => isWhole(one, sums))) {
      yield days;
      continue;
    }
    for (const pair of pairsByHour(calendar, day, other)) {
      if (isIn(pair[0], inside) && pair.every((hour) => isKnown(sums, hour))) yield pair;
    }
  }
}

const isIn = ({ first, end }: Stretch, around: Stretch): boolean =>
  first >= around.first && end <= around.end;

/** A day of 24 hours of which every hour is known. */
const isWhole = (stretch: Stretch, sums: QuarterSums): boolean =>
  stretch.end - stretch.first === DAY && sums.seen(stretch) >= DAY * QUARTER - HARDLY_ANY;

function* pairsByHour(calendar: Calendar, day: number, other: number): Generator<Pair> {
  const left = new Map<number, Stretch>();
  for (const hour of calendar.hours(other)) {
    if (!left.has(hour.hour)) left.set(hour.hour, hour);
  }
  for (const hour of calendar.hours(day)) {
    const earlier = left.get(hour.hour);
    if (earlier === undefined || earlier.end - earlier.first !== hour.end - hour.first) continue;
    left.delete(hour.hour);
    yield [hour, earlier];
  }
}

/** Hours of two ranges of one length by their place in it. */
export function sharedByPlace(now: TimeRange, earlier: TimeRange, sums: QuarterSums): SharedHours {
  return shared(pairsByPlace(stretchOf(now), stretchOf(earlier), sums));
}

function* pairsByPlace(now: Stretch, earlier: Stretch, sums: QuarterSums): Generator<Pair> {
  const place = (first: number): Stretch => ({ first, end: first + HOUR });
  for (let q = 0; now.first + q + HOUR <= now.end; q += HOUR) {
    const [one, other] = [place(now.first + q), place(earlier.first + q)];
    if (isKnown(sums, one) && isKnown(sums, other)) yield [one, other];
  }
}
