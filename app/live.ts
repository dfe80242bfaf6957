import type { PollFaultKind } from './fault.ts';
import { type Link, nextLink } from './link.ts';
import { EMPTY_MEASUREMENT, type Measurement, type Reading } from './measurement.ts';
import type { MeterHint } from './meter-hint.ts';
import type { Framing, MeterSource } from './meter-url.ts';
import type { Rejection } from './plausibility.ts';
import type { PollEvent } from './poll.ts';
import type { MeterIdentity } from './registers/model.ts';
import { between, type EpochMs, type Millis, millis } from './units.ts';

/** What the open connection found out. */
export interface MeterSession {
  readonly framing: Framing;
  readonly identity: MeterIdentity;
}

/** Counted since the app was started. */
export interface PollCounts {
  /** Attempts, whether or not they brought a reading. */
  readonly polls: number;
  readonly faults: Readonly<Partial<Record<PollFaultKind, number>>>;
  /** Keyed `field/reason`, as in `powerL2/not-finite`. */
  readonly rejections: Readonly<Record<string, number>>;
}

/** All that is known of the meter now. */
export interface Live {
  readonly source: MeterSource;
  readonly link: Link;
  /** null while there is no connection. */
  readonly session: MeterSession | null;
  /** The newest poll's values, with the energy of the newest poll that asked for it. */
  readonly values: Measurement;
  /** When the newest reading arrived; null before the first. */
  readonly at: EpochMs | null;
  /** When `values.energy…` arrived; null before the first. */
  readonly energyAt: EpochMs | null;
  /** The time between two polls as it is now. */
  readonly pollEvery: Millis;
  /** How long the newest successful poll took; null before the first. */
  readonly pollTook: Millis | null;
  readonly counts: PollCounts;
  /** What is unusual at this meter and its gateway. */
  readonly hints: readonly MeterHint[];
}

export const NO_COUNTS: PollCounts = { polls: 0, faults: {}, rejections: {} };

export function startLive(source: MeterSource, pollEvery: Millis, now: EpochMs): Live {
  return {
    source,
    link: { state: 'connecting', since: now },
    session: null,
    values: EMPTY_MEASUREMENT,
    at: null,
    energyAt: null,
    pollEvery,
    pollTook: null,
    counts: NO_COUNTS,
    hints: [],
  };
}

/** Energy that was not asked for stays as it was. */
function merge(before: Measurement, reading: Reading, energyAsked: boolean): Measurement {
  if (energyAsked) return reading.values;
  const { energy, energyL1, energyL2, energyL3 } = before;
  return { ...reading.values, energy, energyL1, energyL2, energyL3 };
}

/** What is known after `event`. Pure. */
export function nextLive(live: Live, event: PollEvent): Live {
  switch (event.kind) {
    case 'reading':
      return afterReading(live, event);
    case 'fault': {
      const { fault, nextTryAt, at } = event;
      const link = nextLink(live.link, { kind: 'failed', fault, nextTryAt }, at);
      const counts = countRejections(countFault(live.counts, fault.kind), event.rejections ?? []);
      return { ...live, link, session: null, counts };
    }
    case 'paused':
    case 'resumed': {
      const link = nextLink(live.link, { kind: event.kind }, event.at);
      return { ...live, link, session: null };
    }
    case 'pace':
      return { ...live, pollEvery: event.pollEvery };
  }
}

function afterReading(live: Live, event: PollEvent & { readonly kind: 'reading' }): Live {
  const { reading, energyAsked } = event;
  const counts = countRejections(live.counts, event.rejections);
  return {
    ...live,
    link: nextLink(live.link, { kind: 'answered' }, reading.at),
    session: event.session,
    values: merge(live.values, reading, energyAsked),
    at: reading.at,
    energyAt: energyAsked ? reading.at : live.energyAt,
    pollTook: event.took,
    counts: { ...counts, polls: counts.polls + 1 },
    hints: event.hints ?? [],
  };
}

export type Freshness = 'waiting' | 'live' | 'stale' | 'offline' | 'paused';

/** Polls that may be missed before a value is stale. */
const MISSED_POLLS = 2;
/** Room for the duration of a poll and for a busy bus. */
const POLL_SLACK = millis(1500);

/** How old a reading may be before it counts as stale. */
export function staleAfter(pollEvery: Millis): Millis {
  return millis(pollEvery * MISSED_POLLS + POLL_SLACK);
}

/** Whether what `live` shows may be shown as new at `now`. */
export function freshness(live: Live, now: EpochMs): Freshness {
  if (live.link.state === 'paused') return 'paused';
  if (live.link.state === 'offline') return 'offline';
  if (live.at === null) return 'waiting';
  return between(live.at, now) > staleAfter(live.pollEvery) ? 'stale' : 'live';
}

function countFault(counts: PollCounts, kind: PollFaultKind): PollCounts {
  const faults = { ...counts.faults, [kind]: (counts.faults[kind] ?? 0) + 1 };
  return { ...counts, polls: counts.polls + 1, faults };
}

function countRejections(counts: PollCounts, found: readonly Rejection[]): PollCounts {
  const rejections: Record<string, number> = { ...counts.rejections };
  for (const { field, reason } of found) {
    const key = `${field}/${reason}`;
    rejections[key] = (rejections[key] ?? 0) + 1;
  }
  return { ...counts, rejections };
}
