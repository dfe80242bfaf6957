import { DateTime } from 'luxon';
import type { TimeRange } from '../../app/history/query.ts';
import type { SpanKind } from '../../app/insights/query.ts';
import { spanAt as rangeAt } from '../../app/insights/spans.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';

export type CalendarSpan = Exclude<SpanKind, 'free'>;

/** A stretch of local days; `free` is one that somebody chose. */
export interface Span extends TimeRange {
  readonly kind: SpanKind;
}

const local = (at: number, zone: string): DateTime => DateTime.fromMillis(at, { zone });
const freeSpan = (from: DateTime, to: DateTime): Span => ({
  kind: 'free',
  from: epochMs(from.toMillis()),
  to: epochMs(to.toMillis()),
});

/** The span of the calendar that holds `at`. A day has 23 to 25 hours. */
export const spanAt = (kind: CalendarSpan, at: EpochMs, zone: string): Span => ({
  kind,
  ...rangeAt(at, kind, zone),
});

/** Whole local days, from the first to the last, both included. */
export const spanOfDays = (first: EpochMs, last: EpochMs, zone: string): Span =>
  freeSpan(local(first, zone).startOf('day'), local(last, zone).plus({ days: 1 }).startOf('day'));

/** How many local days a span has, whether the clock was changed in them or not. */
export function daysIn({ from, to }: TimeRange, zone: string): number {
  const [start, end] = [local(from, zone).startOf('day'), local(to, zone)];
  return Math.max(1, Math.ceil(end.diff(start, 'days').days));
}

/** The span `by` places later, or earlier when below zero; a free one moves by its own length. */
export function movedSpan(span: Span, by: number, zone: string): Span {
  const { kind } = span;
  if (kind !== 'free') {
    const start = local(span.from, zone).plus({ [kind]: by });
    return spanAt(kind, epochMs(start.toMillis()), zone);
  }
  const days = by * daysIn(span, zone);
  return freeSpan(local(span.from, zone).plus({ days }), local(span.to, zone).plus({ days }));
}
