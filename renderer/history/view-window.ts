import type { TimeRange } from '../../app/history/query.ts';
import {
  after,
  days,
  type EpochMs,
  epochMs,
  hours,
  type Millis,
  millis,
  minutes,
} from '../../app/units.ts';

/** What the charts look at: the time up to now, which goes on, or a stretch that stands still. */
export type ViewWindow =
  | { readonly kind: 'following'; readonly span: Millis }
  | ({ readonly kind: 'fixed' } & TimeRange);

/** The ranges that have a button. */
export const PRESETS = [
  { name: '1h', span: hours(1) },
  { name: '6h', span: hours(6) },
  { name: '24h', span: hours(24) },
  { name: '7d', span: days(7) },
  { name: '30d', span: days(30) },
  { name: '1y', span: days(365) },
] as const;

export const FIRST_WINDOW: ViewWindow = { kind: 'following', span: hours(24) };

const SHORTEST = minutes(1);
const LONGEST = days(366 * 20);
/** Before any meter of this kind; queries refuse what lies further back. */
const EARLIEST = epochMs(Date.UTC(2000, 0, 2));
/** So near to now, in parts of the span, the view sticks to it. */
const STICKY = 0.005;

export const rangeOf = (window: ViewWindow, now: EpochMs): TimeRange =>
  window.kind === 'fixed'
    ? { from: window.from, to: window.to }
    : { from: after(now, -window.span), to: now };

export const spanOf = ({ from, to }: TimeRange): Millis => millis(to - from);

const AROUND = hours(3);

/** A few hours to either side of `at`. */
export const windowAround = (at: EpochMs, now: EpochMs): ViewWindow =>
  windowAt(at - AROUND, at + AROUND, now);

/** The window that shows `from` to `to`, or the nearest that there can be. */
export function windowAt(from: number, to: number, now: EpochMs): ViewWindow {
  const span = millis(Math.min(LONGEST, Math.max(SHORTEST, to - from)));
  // What is too short or too long keeps its middle.
  const end = to + (span - (to - from)) / 2;
  if (end >= now - span * STICKY) return { kind: 'following', span };
  const start = Math.max(EARLIEST, end - span);
  return { kind: 'fixed', from: epochMs(start), to: epochMs(start + span) };
}

/** Zooms so that `at` stays where it is. @param factor below 1 shows less time. */
export function zoomed(range: TimeRange, factor: number, at: number, now: EpochMs): ViewWindow {
  const span = spanOf(range);
  const wanted = Math.min(LONGEST, Math.max(SHORTEST, span * factor));
  const from = at - ((at - range.from) / span) * wanted;
  return windowAt(from, from + wanted, now);
}

/** Moves by a part of the span; positive is later. */
export function panned(range: TimeRange, part: number, now: EpochMs): ViewWindow {
  const by = spanOf(range) * part;
  return windowAt(range.from + by, range.to + by, now);
}

/** How often a view that follows moves on: when that is a pixel, but no more often than polls come. */
export function followEvery(span: Millis, points: number): Millis {
  return millis(Math.min(minutes(1), Math.max(2000, span / points)));
}
