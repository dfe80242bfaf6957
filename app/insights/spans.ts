import { DateTime } from 'luxon';
import type { TimeRange } from '../history/query.ts';
import { type EpochMs, epochMs } from '../units.ts';
import type { SpanKind } from './query.ts';

type Local = DateTime<boolean>;
type CalendarKind = Exclude<SpanKind, 'free'>;

const local = (at: number, zone: string): Local => DateTime.fromMillis(at, { zone });
const rangeOf = (from: Local, kind: CalendarKind): TimeRange => ({
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

/** The span `by` spans after the one that begins at `from`; before it where `by` is negative. */
export const spanBeside = (
  { from }: TimeRange,
  kind: CalendarKind,
  by: number,
  zone: string,
): TimeRange =>
  rangeOf(
    local(from, zone)
      .plus({ [kind]: by })
      .startOf(kind),
    kind,
  );

/** The span before; of a free one the same time before it. */
export function spanBefore(range: TimeRange, kind: SpanKind, zone: string): TimeRange {
  if (kind !== 'free') return spanBeside(range, kind, -1, zone);
  return { from: epochMs(range.from - (range.to - range.from)), to: range.from };
}

/**
 * The same span a year before: the same date, month or ISO week. null: there was none, as of
 * 29 February or of week 53.
 */
export function spanYearBefore(range: TimeRange, kind: SpanKind, zone: string): TimeRange | null {
  const from = dayYearBefore(local(range.from, zone), kind);
  if (from === null) return null;
  if (kind !== 'free') return rangeOf(from, kind);
  const to = local(range.to, zone).minus({ years: 1 });
  return { from: epochMs(from.toMillis()), to: epochMs(to.toMillis()) };
}

/** The local moment that a day or the beginning of a span is compared with, a year before. */
export function dayYearBefore(day: Local, kind: SpanKind): Local | null {
  if (kind === 'week') {
    const { weekNumber, weekYear } = day;
    const found = day.set({ weekYear: weekYear - 1, weekNumber });
    return found.weekNumber === weekNumber ? found : null;
  }
  const found = day.minus({ years: 1 });
  return found.day === day.day ? found : null;
}

/** The day that `day` is compared with in the span before; null: that month or year has none. */
export function dayBefore(day: Local, kind: CalendarKind): Local | null {
  const found = day.minus({ [kind]: 1 });
  return kind === 'day' || kind === 'week' || found.day === day.day ? found : null;
}
