import type { TimeRange } from '../../app/history/query.ts';
import { days, type EpochMs, epochMs, hours } from '../../app/units.ts';

const SHORTEST = hours(1);
const LONGEST = days(366);
/** Before any meter of this kind; queries refuse what lies further back. */
const EARLIEST = Date.UTC(2000, 0, 2);

/** What the timeline looks at, and the end of time that it may reach. */
export interface Timeline {
  readonly range: TimeRange;
  /** The whole span, which a double click goes back to. */
  readonly home: TimeRange;
}

/** What a person did. `part` is a place or a distance on the plot, 0 to 1. */
export type TimelineAction =
  | { readonly kind: 'zoom'; readonly factor: number; readonly part: number; readonly now: EpochMs }
  | { readonly kind: 'pan'; readonly part: number; readonly now: EpochMs }
  | { readonly kind: 'whole' };

export const wholeOf = (home: TimeRange): Timeline => ({ range: home, home });

export function nextTimeline(timeline: Timeline, action: TimelineAction): Timeline {
  const { range, home } = timeline;
  const span = range.to - range.from;
  switch (action.kind) {
    case 'whole':
      return wholeOf(home);
    case 'zoom': {
      const longest = Math.max(LONGEST, home.to - home.from);
      const wanted = Math.min(longest, Math.max(SHORTEST, span * action.factor));
      const from = range.from + action.part * (span - wanted);
      return { home, range: within(from, wanted, home, action.now) };
    }
    case 'pan':
      return { home, range: within(range.from + action.part * span, span, home, action.now) };
  }
}

/** Nobody needs to look further than the end of the span or of what has happened. */
function within(from: number, span: number, home: TimeRange, now: EpochMs): TimeRange {
  const last = Math.max(home.to, now);
  const start = Math.max(EARLIEST, Math.min(from, last - span));
  return { from: epochMs(start), to: epochMs(start + span) };
}
