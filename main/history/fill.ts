import { type CounterMark, type CounterWay, toMilliWattHours } from '../../app/energy/counter.ts';
import { heldUntil } from '../../app/history/hold.ts';
import type { TimeRange } from '../../app/history/query.ts';
import { type EpochMs, type Millis, millis } from '../../app/units.ts';
import { retellAround } from './insights/retell.ts';
import { COUNTERS, counterGapAbove, Ledger } from './ledger.ts';
import { ORIGINS, type Origin } from './marks.ts';
import { has, newEpochFlag } from './poll-row.ts';
import { gather } from './queries/gather.ts';
import { Roll } from './roll.ts';
import { mergeLedger, mergeMarks, mergeRoll } from './seal.ts';
import type { Store } from './store.ts';
import type { StoreTransaction } from './transaction.ts';
import { FIRST_ENERGY, type Wire } from './wire.ts';

/** A reading from elsewhere that has passed the plausibility rules. */
export interface Sample {
  readonly at: EpochMs;
  readonly wire: Wire;
  /** `newEpochFlag` of each counter that is another one than in the sample before. */
  readonly flags: number;
}

/** A stretch for which nothing is recorded. */
interface Hole {
  readonly from: number;
  readonly to: number;
}

const LONG_AGO = -(2 ** 45);
const NEVER = 2 ** 45;

/**
 * Adds what is missing, and never touches what is there. One call is one transaction, so that a
 * run that ends half-way goes on where it was.
 * @param samples rising in time, `every` apart where nothing is missing.
 * @returns how many samples were taken.
 */
export function fillGaps(
  store: Store,
  samples: readonly Sample[],
  every: Millis,
  origin: Origin,
): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return 0;
  store.sealAll();
  const holes = findHoles(store, first.at, last.at + every);
  const missing = samples.filter(({ at }) => holes.some((hole) => at >= hole.from && at < hole.to));
  const counted = missingCounters(store, samples);
  if (missing.length === 0 && counted.length === 0) return 0;
  store.transaction((tx) => {
    addReadings(tx, missing, holes, every, origin);
    addCounters(tx, counted, every);
    extendRecord(tx, last, every);
    if (missing.length > 0) retellAround(tx, first.at, last.at + every);
  });
  return missing.length;
}

/** Shorter holes than this are a missed poll, which no other record fills. */
const SHORTEST_HOLE = 61_000;

/** Whether anything is missing in the range that another record may know. */
export function isMissing(store: Store, { from, to }: TimeRange): boolean {
  return findHoles(store, from, to).some((hole) => hole.to - hole.from >= SHORTEST_HOLE);
}

/** The newest row is now the newest sample, when that is newer. */
function extendRecord(tx: StoreTransaction, { at }: Sample, every: Millis): void {
  const before = tx.sealed.last;
  if (before !== null && before.at >= at) return;
  tx.sealed = { ...tx.sealed, last: { at, every, cause: null } };
}

function findHoles(store: Store, from: number, to: number): Hole[] {
  const { at, until, fields } = gather(store, from, to, [0], 'polls');
  const holes: Hole[] = [];
  let covered = from;
  at.forEach((time, row) => {
    if (Number.isNaN(fields[0]?.[row] ?? Number.NaN)) return;
    if (time > covered) holes.push({ from: covered, to: time });
    covered = Math.max(covered, until[row] ?? time);
  });
  if (covered < to) holes.push({ from: covered, to });
  return holes;
}

function addReadings(
  { tables }: StoreTransaction,
  samples: readonly Sample[],
  holes: readonly Hole[],
  every: Millis,
  origin: Origin,
): void {
  const code = ORIGINS.indexOf(origin);
  mergeMarks(
    tables,
    samples.map(({ at, wire }) => ({ at, every, origin: code, wire })),
  );
  const roll = new Roll();
  let hole = 0;
  samples.forEach(({ at, wire }, index) => {
    while (at >= (holes[hole]?.to ?? NEVER)) hole++;
    const until = heldUntil(at, every, samples[index + 1]?.at ?? null);
    roll.add(at, Math.min(until, holes[hole]?.to ?? until), wire);
  });
  mergeRoll(tables, roll);
}

/** Where a counter's way between two readings may be told in more detail. */
interface OpenWay {
  readonly counter: number;
  /** null: before the first reading. */
  readonly from: CounterMark | null;
  /** null: after the newest. */
  readonly to: CounterMark | null;
  readonly way: CounterWay;
  /** The stored break that this replaces. */
  readonly event: number | null;
}

/** A reading of a counter somewhere on an open way. */
interface Stop {
  readonly mark: CounterMark;
  readonly newEpoch: boolean;
}

interface Detail extends OpenWay {
  readonly stops: readonly Stop[];
}

/** Nothing speaks against a counter that only rises. */
const RISING: CounterWay = {
  newEpoch: false,
  mayFall: false,
  clockStepped: false,
  gapAbove: millis(0),
};

function openWays({ tables, sealed }: Store, from: number, to: number): OpenWay[] {
  const breaks = tables.events
    .between('counter-break', from, to)
    .map(({ id, detail }): OpenWay => ({ ...detail, event: id }));
  const ends = Array.from({ length: COUNTERS }, (_, counter): OpenWay[] => {
    const [oldest = null, newest = null] = [sealed.first[counter], sealed.marks[counter]];
    const way = RISING;
    if (oldest === null) return [{ counter, from: null, to: null, way, event: null }];
    return [
      { counter, from: null, to: oldest, way, event: null },
      { counter, from: newest, to: null, way, event: null },
    ];
  });
  return [...breaks, ...ends.flat()];
}

function missingCounters(store: Store, samples: readonly Sample[]): Detail[] {
  const [first, last] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 0];
  return openWays(store, first, last + 1).flatMap((open) => {
    const stops = samples.flatMap(({ at, wire, flags }): Stop[] => {
      const value = wire[FIRST_ENERGY + open.counter] ?? Number.NaN;
      const mark = { at, mWh: toMilliWattHours(value * 1000) };
      if (Number.isNaN(value) || !fits(open, mark)) return [];
      return [{ mark, newEpoch: has(flags, newEpochFlag(open.counter)) }];
    });
    return stops.length === 0 ? [] : [{ ...open, stops }];
  });
}

/** The counter was seen to go from one value to the other, so nothing outside of that can be true. */
function fits({ from, to, way }: OpenWay, { at, mWh }: CounterMark): boolean {
  if (at <= (from?.at ?? LONG_AGO) || at >= (to?.at ?? NEVER)) return false;
  if (way.mayFall || way.newEpoch || from === null || to === null) return true;
  return from.mWh <= to.mWh ? mWh >= from.mWh && mWh <= to.mWh : mWh >= from.mWh || mWh <= to.mWh;
}

/** Replaces each way by the ways between the readings on it. */
function addCounters(tx: StoreTransaction, details: readonly Detail[], every: Millis): void {
  const { sealed, tables } = tx;
  const ledger = new Ledger(sealed.marks);
  const [marks, first] = [[...sealed.marks], [...sealed.first]];
  for (const detail of details) {
    const { counter, from, to, event, stops } = detail;
    if (event !== null) tables.events.remove(event);
    replaceWay(ledger, detail, every);
    if (to === null) marks[counter] = stops.at(-1)?.mark ?? null;
    if (from === null) first[counter] = stops[0]?.mark ?? null;
  }
  mergeLedger(tables, ledger);
  tx.sealed = { ...sealed, marks, first };
}

function replaceWay(ledger: Ledger, { counter, from, to, way, stops }: Detail, every: Millis) {
  if (from !== null && to !== null) ledger.takeBack({ counter, from, to, way });
  const ends: Stop[] = to === null ? [] : [{ mark: to, newEpoch: way.newEpoch }];
  let before = from;
  for (const { mark, newEpoch } of [...stops, ...ends]) {
    const step = { ...way, clockStepped: false, newEpoch, gapAbove: counterGapAbove(every) };
    if (before !== null) ledger.step(counter, before, mark, step);
    before = mark;
  }
}
