import { DateTime } from 'luxon';
import type { TimeRange } from '../../app/history/query.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';

/** Spans of the calendar; weeks begin on Monday (ISO 8601). */
export type CalendarSpan = 'day' | 'week' | 'month' | 'year';

/** A stretch of local days; `free` is one that somebody chose. */
export interface Span extends TimeRange {
  readonly kind: CalendarSpan | 'free';
}

const STEP = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  year: { years: 1 },
} as const satisfies Record<CalendarSpan, object>;

const local = (at: number, zone: string): DateTime => DateTime.fromMillis(at, { zone });
const between = (kind: Span['kind'], from: DateTime, to: DateTime): Span => ({
  kind,
  from: epochMs(from.toMillis()),
  to: epochMs(to.toMillis()),
});

function beginningAt(kind: CalendarSpan, start: DateTime): Span {
  return between(kind, start, start.plus(STEP[kind]).startOf(kind));
}

/** The span of the calendar that holds `at`. A day has 23 to 25 hours. */
export const spanAt = (kind: CalendarSpan, at: EpochMs, zone: string): Span =>
  beginningAt(kind, local(at, zone).startOf(kind));

/** Whole local days, from the first to the last, both included. */
export const spanOfDays = (first: EpochMs, last: EpochMs, zone: string): Span =>
  between(
    'free',
    local(first, zone).startOf('day'),
    local(last, zone).plus({ days: 1 }).startOf('day'),
  );

/** How many local days a span has, whether the clock was changed in them or not. */
export function daysIn({ from, to }: TimeRange, zone: string): number {
  const [start, end] = [local(from, zone).startOf('day'), local(to, zone)];
  return Math.max(1, Math.ceil(end.diff(start, 'days').days));
}

/** The span `by` places later, or earlier when below zero; a free one moves by its own length. */
export function movedSpan(span: Span, by: number, zone: string): Span {
  const start = local(span.from, zone);
  if (span.kind !== 'free') {
    const { kind } = span;
    return beginningAt(kind, start.plus({ [`${kind}s`]: by }).startOf(kind));
  }
  const days = by * daysIn(span, zone);
  return between('free', start.plus({ days }), local(span.to, zone).plus({ days }));
}
