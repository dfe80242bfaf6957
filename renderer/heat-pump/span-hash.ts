import { DateTime } from 'luxon';
import { days, type EpochMs, epochMs } from '../../app/units.ts';
import { viewHash } from '../shell/view-hash.ts';
import { type CalendarSpan, type Span, spanAt, spanOfDays } from './spans.ts';

const CALENDAR = ['day', 'week', 'month', 'year'] as const satisfies readonly CalendarSpan[];
/** The kinds of span in the order in which they are offered. */
export const SPAN_KINDS = [...CALENDAR, 'free'] as const satisfies readonly Span['kind'][];

/** The record is asked for no more at once. */
export const LONGEST_FREE = days(3 * 365);

const dayText = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone }).toISODate() ?? '';

/** The local midnight of `2026-11-22`; null: no such day. */
function dayIn(text: string | undefined, zone: string): EpochMs | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const day = DateTime.fromISO(text, { zone });
  return day.isValid ? epochMs(day.startOf('day').toMillis()) : null;
}

/** First and last local day of a span, as date inputs take them. */
export const daysOf = (
  { from, to }: Span,
  zone: string,
): readonly [first: string, last: string] => [dayText(from, zone), dayText(to - 1, zone)];

/** The span of two typed days, both included; null: they are no span that can be shown. */
export function spanOfTyped(first: string, last: string, zone: string): Span | null {
  const [from, to] = [dayIn(first, zone), dayIn(last, zone)];
  if (from === null || to === null || to < from || to - from > LONGEST_FREE) return null;
  return spanOfDays(from, to, zone);
}

/** `week` goes on with the time, `week=2026-11-16` stands still, `free=2026-11-01~2026-11-09`. */
export function queryOf(span: Span, now: EpochMs, zone: string): string {
  const [first, last] = daysOf(span, zone);
  if (span.kind === 'free') return `free=${first}~${last}`;
  return span.from <= now && now < span.to ? span.kind : `${span.kind}=${first}`;
}

/** The span that a query names; null: it names none. */
export function spanOfQuery(query: string, now: EpochMs, zone: string): Span | null {
  const [name, value] = query.split('=');
  if (name === 'free') {
    const [first = '', last = ''] = (value ?? '').split('~');
    return spanOfTyped(first, last, zone);
  }
  const kind = CALENDAR.find((known) => known === name);
  if (kind === undefined) return null;
  if (value === undefined) return spanAt(kind, now, zone);
  const day = dayIn(value, zone);
  return day === null ? null : spanAt(kind, day, zone);
}

/** What stands behind the name of the view in the address. */
export const queryInHash = (hash: string): string => /\?(.*)$/.exec(hash)?.[1] ?? '';

export const hashOf = (query: string): string => `${viewHash('heat-pump')}?${query}`;
