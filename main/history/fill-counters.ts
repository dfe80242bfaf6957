import { type CounterMark, type CounterWay, toMilliWattHours } from '../../app/energy/counter.ts';
import { counterGapAbove } from '../../app/energy/one-meter.ts';
import { type QuarterWork, workWithin } from '../../app/energy/work.ts';
import { type Millis, millis } from '../../app/units.ts';
import type { PacedSample } from './fill-past.ts';
import { COUNTERS, Ledger } from './ledger.ts';
import { has, newEpochFlag } from './poll-row.ts';
import { mergeLedger } from './seal.ts';
import type { Store } from './store.ts';
import type { StoreTransaction } from './transaction.ts';
import { FIRST_ENERGY } from './wire.ts';

const LONG_AGO = -(2 ** 45);
const NEVER = 2 ** 45;

/** Where a counter's way between two readings may be told in more detail. */
interface OpenWay {
  readonly counter: number;
  /** null: before the first reading. */
  readonly from: CounterMark | null;
  /** null: after the newest sealed one. */
  readonly to: CounterMark | null;
  readonly way: CounterWay;
  /** What power told of it. */
  readonly work: readonly QuarterWork[];
  /** The stored break that this replaces. */
  readonly event: number | null;
}

/** A reading of a counter somewhere on an open way. */
interface Stop {
  readonly mark: CounterMark;
  readonly newEpoch: boolean;
  readonly every: Millis;
}

export interface CounterDetail extends OpenWay {
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
    .map(({ id, detail }): OpenWay => ({ work: [], ...detail, event: id }));
  const ends = Array.from({ length: COUNTERS }, (_, counter): OpenWay[] => {
    const [oldest = null, newest = null] = [sealed.first[counter], sealed.marks[counter]];
    const way = RISING;
    const unread = { counter, way, work: [], event: null };
    if (oldest === null) return [{ ...unread, from: null, to: null }];
    return [
      { ...unread, from: null, to: oldest },
      { ...unread, from: newest, to: null, work: sealed.since.work[counter] ?? [] },
    ];
  });
  return [...breaks, ...ends.flat()];
}

/** Whether {@link missingCounters} finds any. */
export const hasMissingCounters = (store: Store, samples: readonly PacedSample[]): boolean =>
  missingCounters(store, samples).length > 0;

/** The samples' counters that tell more than the sealed rows do. Open rows go on from those. */
export function missingCounters(store: Store, all: readonly PacedSample[]): CounterDetail[] {
  const firstOpen = store.tail[0]?.at ?? NEVER;
  const samples = all.filter(({ at }) => at < firstOpen);
  const [first, last] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 0];
  return openWays(store, first, last + 1).flatMap((open) => {
    const stops = samples.flatMap(({ at, every, wire, flags }): Stop[] => {
      const value = wire[FIRST_ENERGY + open.counter] ?? Number.NaN;
      const mark = { at, mWh: toMilliWattHours(value * 1000) };
      if (Number.isNaN(value) || !fits(open, mark)) return [];
      return [{ mark, newEpoch: has(flags, newEpochFlag(open.counter)), every }];
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
export function addCounters(tx: StoreTransaction, details: readonly CounterDetail[]): void {
  if (details.length === 0) return;
  const { sealed, tables } = tx;
  const ledger = new Ledger(sealed.marks);
  const [marks, first] = [[...sealed.marks], [...sealed.first]];
  const work = [...sealed.since.work];
  const end = sealed.since.standing?.at ?? 0;
  for (const detail of details) {
    const { counter, from, to, event, stops } = detail;
    if (event !== null) tables.events.remove(event);
    replaceWay(ledger, detail, end);
    if (to === null) {
      const newest = stops.at(-1)?.mark ?? null;
      marks[counter] = newest;
      work[counter] = workOf(detail, end, newest?.at ?? end, end);
    }
    if (from === null) first[counter] = stops[0]?.mark ?? null;
  }
  mergeLedger(tables, ledger);
  tx.sealed = { ...sealed, marks, first, since: { ...sealed.since, work } };
}

/** @param end of the way, or of what is known of it. */
function workOf(
  { from, work }: OpenWay,
  end: number,
  partFrom: number,
  partTo: number,
): readonly QuarterWork[] {
  const whole = { from: from?.at ?? LONG_AGO, to: end };
  return workWithin(work, whole, { from: partFrom, to: partTo });
}

function replaceWay(ledger: Ledger, detail: CounterDetail, knownUntil: number): void {
  const { counter, from, to, way, work: whole, stops } = detail;
  if (from !== null && to !== null) {
    ledger.takeBack({ counter, from, to, way, work: whole });
  }
  const ends = to === null ? [] : [{ mark: to, newEpoch: way.newEpoch, every: way.gapAbove }];
  let before = from;
  for (const { mark, newEpoch, every } of [...stops, ...ends]) {
    const gapAbove = mark === to ? way.gapAbove : counterGapAbove(every);
    if (before !== null) {
      const work = workOf(detail, to?.at ?? knownUntil, before.at, mark.at);
      const part = { ...way, clockStepped: false, newEpoch, gapAbove };
      ledger.step({ counter, from: before, to: mark, way: part, work });
    }
    before = mark;
  }
}
