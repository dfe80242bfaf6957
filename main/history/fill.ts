import { heldUntil } from '../../app/history/hold.ts';
import type { TimeRange } from '../../app/history/query.ts';
import { type EpochMs, epochMs, hours, millis } from '../../app/units.ts';
import { hasMissingCounters } from './fill-counters.ts';
import { fillPast, type PacedSample } from './fill-past.ts';
import { type KnownRow, knownRows } from './known-rows.ts';
import { markOf, type Origin } from './marks.ts';
import { PACE_CONTEXT, paceAt } from './pace.ts';
import { originFlag, originOf, type PollRow } from './poll-row.ts';
import { gather, LONGEST_HOLD } from './queries/gather.ts';
import { sealRows } from './seal.ts';
import type { Store } from './store.ts';
import type { StoreTransaction } from './transaction.ts';
import type { Wire } from './wire.ts';

/** A reading from elsewhere that has passed the plausibility rules. */
export interface Sample {
  readonly at: EpochMs;
  readonly wire: Wire;
  /** `newEpochFlag` of each counter that is another one than in the sample before. */
  readonly flags: number;
}

/**
 * Adds what is missing, and never touches what is there. A run that ends half-way goes on where it was;
 * how samples that continue the record are cut into calls changes nothing.
 * @param samples rising in time.
 * @returns how many samples were taken.
 */
export function fillGaps(store: Store, samples: readonly Sample[], origin: Origin): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const known = knownRows(store, first.at - LONGEST_HOLD, last.at + LONGEST_HOLD);
  const distinct = samples
    .filter(({ at }, place) => at !== samples[place - 1]?.at)
    .map((sample) => ({ ...sample, flags: sample.flags | originFlag(origin) }));
  const isMissing = missingFrom(known, origin);
  const missing = distinct.filter(isMissing);
  const newest = store.newest()?.at ?? Number.NEGATIVE_INFINITY;
  const times = timesOf(known, missing);
  const past = withPace(
    distinct.filter(({ at }) => at <= newest),
    timesOf(known, distinct),
  );
  const added = withPace(
    missing.filter(({ at }) => at <= newest),
    times,
  );
  if (added.length > 0 || hasMissingCounters(store, past)) {
    // Energy is told in more detail only between rows that are sealed.
    store.sealTail();
    fillPast(store, added, past, known);
  }
  const later = withPace(
    missing.filter(({ at }) => at > newest),
    times,
  );
  if (later.length > 0) store.transaction((tx) => append(store, tx, later, times));
  return missing.length;
}

/** Shorter holes than this are a missed poll, which no other record fills. */
const SHORTEST_HOLE = 61_000;

/** Whether anything is missing in the range that another record may know. */
export function isMissing(store: Store, { from, to }: TimeRange): boolean {
  const { at, until, fields } = gather(store, from, to, [0], 'polls');
  let covered: number = from;
  for (let row = 0; row < at.length; row++) {
    if (Number.isNaN(fields[0]?.[row] ?? Number.NaN)) continue;
    if ((at[row] ?? 0) - covered >= SHORTEST_HOLE) return true;
    covered = Math.max(covered, until[row] ?? covered);
  }
  return to - covered >= SHORTEST_HOLE;
}

/**
 * Two readings farther apart than this many polls have room for one more. Those that jitter let come
 * together do not cover one another.
 */
const ROOM = 1.5;

/** Whether nothing is known yet of the time of a sample; samples are asked about in their order. */
function missingFrom(known: readonly KnownRow[], origin: Origin): (sample: Sample) => boolean {
  const times = new Set<number>(known.map(({ at }) => at));
  const powers = known.filter(({ hasPower }) => hasPower);
  const marks = new Set(powers.filter(({ isMark }) => isMark).map(({ at }) => markOf(at)));
  let next = 0;
  return ({ at }) => {
    while ((powers[next]?.at ?? Number.POSITIVE_INFINITY) < at) next++;
    const [before, after] = [powers[next - 1], powers[next]];
    if (times.has(at)) return false;
    if (before === undefined || after === undefined) return true;
    if (after.at - before.at <= ROOM * before.every || marks.has(markOf(at))) return false;
    // Two records of one time are seldom of the same moments.
    return before.origin === origin || at - before.at >= before.every / 2;
  };
}

const timesOf = (known: readonly KnownRow[], samples: readonly Sample[]): number[] =>
  [...new Set([...known, ...samples].map(({ at }): number => at))].sort((a, b) => a - b);

/** @param times of all readings, rising, those of the samples among them. */
function withPace<S extends Sample>(
  samples: readonly S[],
  times: readonly number[],
): PacedSample[] {
  let place = 0;
  return samples.map((sample) => {
    while ((times[place] ?? Number.POSITIVE_INFINITY) < sample.at) place++;
    return { ...sample, every: paceAt(times, place) };
  });
}

const HOUR = hours(1);
/** Rows that may stay open: an hour at one poll a second. */
const MOST_OPEN = 3700;

/**
 * Adds rows after the newest one, as if they were recorded now. Those of the newest hour stay open:
 * what follows them tells their pace, and an hour that is sealed at once comes out the same however
 * the samples were cut.
 */
function append(
  store: Store,
  tx: StoreTransaction,
  later: readonly PacedSample[],
  times: readonly number[],
): void {
  const { nextSeq, tail } = store;
  closeGap(store, tx, later[0]?.at ?? epochMs(0));
  const rows = [
    ...tail.map((row, place) => (place < tail.length - PACE_CONTEXT ? row : repaced(row, times))),
    ...later.map(
      ({ at, every, flags, wire }, place): PollRow => ({
        seq: nextSeq + place,
        at,
        every,
        cause: null,
        flags,
        wire,
      }),
    ),
  ];
  const hour = Math.floor((rows.at(-1)?.at ?? 0) / HOUR) * HOUR;
  const inHour = rows.findIndex(({ at }) => at >= hour);
  const open = Math.min(inHour, rows.length - PACE_CONTEXT);
  const first = Math.max(0, open, rows.length - MOST_OPEN);
  sealRows(tx, rows.slice(0, first), rows[first] ?? null);
  tx.removeUpTo(nextSeq);
  for (const row of rows.slice(first)) tx.append(row);
}

/** A row from elsewhere whose pace was told before it was known what follows. */
function repaced(row: PollRow, times: readonly number[]): PollRow {
  const place = times.indexOf(row.at);
  if (originOf(row.flags) === 'live' || place < 0) return row;
  return { ...row, every: paceAt(times, place) };
}

/** The first reading after a failure ends the gap. */
function closeGap(store: Store, { tables }: StoreTransaction, at: EpochMs): void {
  const last = store.newest();
  if (last === null) return;
  if (last.cause === null) {
    const until = heldUntil(last.at, millis(last.every), at);
    if (until < at) tables.events.add('gap', until, at, { cause: 'unknown' });
    return;
  }
  const gap = tables.events.unended('gap');
  if (gap !== null) tables.events.end(gap.id, Math.max(at, gap.at));
}
