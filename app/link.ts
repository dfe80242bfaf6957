import type { PollFault } from './fault.ts';
import type { EpochMs } from './units.ts';

/** The state of the connection to the meter. */
export type Link =
  /** No attempt has ended yet. */
  | { readonly state: 'connecting'; readonly since: EpochMs }
  | { readonly state: 'online'; readonly since: EpochMs }
  /** One or two polls in a row failed; not yet called offline. */
  | Troubled<'faltering'>
  | Troubled<'offline'>
  /** Somebody paused polling, or the system sleeps. */
  | { readonly state: 'paused'; readonly since: EpochMs };

interface Troubled<S extends string> {
  readonly state: S;
  /** When the first of the failed polls in a row ended. */
  readonly since: EpochMs;
  /** Why the newest attempt failed. */
  readonly fault: PollFault;
  /** Failed polls in a row. */
  readonly failures: number;
  readonly nextTryAt: EpochMs;
}

export type LinkOutcome =
  | { readonly kind: 'answered' }
  | { readonly kind: 'failed'; readonly fault: PollFault; readonly nextTryAt: EpochMs }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed' };

/** So many failed polls in a row make a link offline that had been online. */
export const OFFLINE_AFTER_FAILURES = 3;

/** The next state; `now` is when the outcome became known. */
export function nextLink(link: Link, outcome: LinkOutcome, now: EpochMs): Link {
  switch (outcome.kind) {
    case 'answered':
      return link.state === 'online' ? link : { state: 'online', since: now };
    case 'paused':
      return link.state === 'paused' ? link : { state: 'paused', since: now };
    case 'resumed':
      return { state: 'connecting', since: now };
    case 'failed':
      return failed(link, outcome.fault, outcome.nextTryAt, now);
  }
}

function failed(link: Link, fault: PollFault, nextTryAt: EpochMs, now: EpochMs): Link {
  const troubled = link.state === 'faltering' || link.state === 'offline' ? link : null;
  const failures = (troubled?.failures ?? 0) + 1;
  const wasOnline = link.state === 'online' || link.state === 'faltering';
  const state = wasOnline && failures < OFFLINE_AFTER_FAILURES ? 'faltering' : 'offline';
  return { state, since: troubled?.since ?? now, fault, failures, nextTryAt };
}

/** Waits between attempts after so many failures in a row: a guest on the bus backs off. */
const BACKOFF_S: readonly number[] = [0, 2, 4, 8, 15, 30];

/** Seconds to wait at least after `failures` failed polls in a row. */
export function backoffSeconds(failures: number): number {
  return BACKOFF_S[Math.min(Math.max(failures - 1, 0), BACKOFF_S.length - 1)] ?? 0;
}
