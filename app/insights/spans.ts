import { DateTime } from 'luxon';
import type { TimeRange } from '../history/query.ts';
import { type EpochMs, epochMs } from '../units.ts';
import { calendarOf, monthsBefore, weekYearBefore } from './calendar.ts';
import type { SpanKind } from './query.ts';

type CalendarKind = Exclude<SpanKind, 'free'>;

const local = (at: number, zone: string): DateTime<boolean> => DateTime.fromMillis(at, { zone });
const rangeOf = (from: DateTime<boolean>, kind: CalendarKind): TimeRange => ({
  from: epochMs(from.toMillis()),
  to: epochMs(
    from
      .plus({ [kind]: 1 })
      .startOf(kind)
      .toMillis(),
  ),
});

/** The local day, week (from Monday), month or year that holds `at`. */
export const spanAt = (at: EpochMs, kind: CalendarKind, zone: string): TimeRange =>
  rangeOf(local(at, zone).startOf(kind), kind);

/** The span before; of a free one the same time before it. */
export function spanBefore(range: TimeRange, kind: SpanKind, zone: string): TimeRange {
  if (kind === 'free') {
    return { from: epochMs(range.from - (range.to - range.from)), to: range.from };
  }
  return rangeOf(
    local(range.from, zone)
      .minus({ [kind]: 1 })
      .startOf(kind),
    kind,
  );
}

/**
 * The same span a year before: the same date, month or ISO week. null: there was none, as of
 * 29 February or of week 53.
 */
export function spanYearBefore(range: TimeRange, kind: SpanKind, zone: string): TimeRange | null {
  if (kind === 'free') {
    const [from, to] = [range.from, range.to].map((at) => local(at, zone).minus({ years: 1 }));
    return from === undefined || to === undefined
      ? null
      : { from: epochMs(from.toMillis()), to: epochMs(to.toMillis()) };
  }
  const calendar = calendarOf(zone);
  const day = dayYearBefore(calendar.dayAt(range.from), kind);
  return day === null ? null : rangeOf(local(calendar.start(day), zone), kind);
}

/** The day that a day is compared with a year before; null: there was none. */
export const dayYearBefore = (day: number, kind: SpanKind): number | null =>
  kind === 'week' ? weekYearBefore(day) : monthsBefore(day, 12);

/** The day that a day is compared with in the span before; null: that month or year has none. */
export function dayBefore(day: number, kind: CalendarKind): number | null {
  if (kind === 'day') return day - 1;
  if (kind === 'week') return day - 7;
  return monthsBefore(day, kind === 'month' ? 1 : 12);
}
