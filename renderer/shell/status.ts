import type { PollFault } from '../../app/fault.ts';
import type { Link } from '../../app/link.ts';
import type { Freshness, Live } from '../../app/live.ts';
import type { EpochMs } from '../../app/units.ts';

/** What the age beside the state counts from: the newest reading, or else the state's beginning. */
export const ageOrigin = (live: Live): EpochMs => live.at ?? live.link.since;

/** Why values do not come and when the next attempt is; null while nothing is wrong. */
export interface Trouble {
  readonly fault: PollFault;
  readonly failures: number;
  readonly nextTryAt: EpochMs;
}

export function troubleOf(link: Link): Trouble | null {
  return link.state === 'offline' || link.state === 'faltering' ? link : null;
}

/** How values may be shown: as they are, dimmed with their age, or only as last seen. */
export type Showing = 'current' | 'aged' | 'gone';

export function showingOf(freshness: Freshness): Showing {
  switch (freshness) {
    case 'live':
      return 'current';
    case 'stale':
      return 'aged';
    case 'waiting':
    case 'offline':
    case 'paused':
      return 'gone';
  }
}
