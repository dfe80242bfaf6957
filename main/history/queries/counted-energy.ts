import {
  energyBetween,
  QUARTER,
  quarterOf,
  toMilliWattHours,
} from '../../../app/energy/counter.ts';
import type { TimeRange } from '../../../app/history/query.ts';
import type { CounterBreak, Ledger } from '../ledger.ts';
import type { Store } from '../store.ts';
import { breaksOf } from './counters.ts';
import type { Gathered } from './gather.ts';
import { type QuarterTable, readQuarters } from './quarters.ts';

/** Of ENERGY_FIELDS, the total. */
const TOTAL = 0;

/** What the record counted up to some times, in mWh from an arbitrary zero; linear in between. */
export class CountedEnergy {
  readonly #at: number[] = [];
  readonly #mWh: number[] = [];

  add(at: number, mWh: number): void {
    this.#at.push(at);
    this.#mWh.push(mWh);
  }

  /** Before the first time and after the last nothing is counted. @returns mWh */
  upTo(at: number): number {
    let [low, high] = [0, this.#at.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#at[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const after = Math.min(low, this.#at.length - 1);
    const before = Math.max(0, low - 1);
    const [from, to] = [this.#at[before] ?? at, this.#at[after] ?? at];
    const [start, end] = [this.#mWh[before] ?? 0, this.#mWh[after] ?? 0];
    return to > from ? start + ((end - start) * (at - from)) / (to - from) : start;
  }
}

/**
 * The energy of the total counter over a range as the record counts it: gaps are shared by time, and
 * nothing is counted from one meter to another or over a reset.
 * @param readings for a curve that is finer than quarters of an hour, counters in kWh; null: not needed
 * @returns null: nothing is known of it in that time
 */
export function countedEnergy(
  store: Store,
  { from, to }: TimeRange,
  readings: Gathered | null,
): CountedEnergy | null {
  const ledger = store.tailLedger();
  const newest = ledger.marks[TOTAL];
  if (newest === null || newest === undefined) return null;
  const [first, end] = [quarterOf(from), Math.ceil(to / QUARTER)];
  const until = readings === null ? to : Math.max(to, newest.at + 1);
  const quarters = readQuarters(store, ledger, from, until);
  if (quarters.sum(TOTAL, first, end) === null) return null;
  const fine = readings === null ? null : withoutJumps(store, ledger, quarters, readings);
  return gathered(quarters, end, newest.at, fine);
}

/** Counters without what they jumped by beyond the energy that counts, in mWh. */
interface Continuous {
  /** Where the quarters begin. */
  readonly start: number;
  readonly readings: readonly { readonly at: number; readonly mWh: number }[];
}

/** Edges of quarters, between which gaps are shared, and readings. */
function gathered(
  quarters: QuarterTable,
  end: number,
  newest: number,
  fine: Continuous | null,
): CountedEnergy {
  const counted = new CountedEnergy();
  const readings = fine?.readings ?? [];
  let [sum, next] = [fine?.start ?? 0, 0];
  for (let quarter = quarters.first; quarter < Math.min(end, quarters.end); quarter++) {
    const [begin, until] = [quarter * QUARTER, (quarter + 1) * QUARTER];
    counted.add(begin, sum);
    for (; next < readings.length && (readings[next]?.at ?? until) < until; next++) {
      const { at, mWh } = readings[next] ?? { at: begin, mWh: sum };
      if (at > begin) counted.add(at, mWh);
    }
    sum += quarters.sum(TOTAL, quarter, quarter + 1) ?? 0;
    // All that a quarter under way knows was counted up to now.
    counted.add(Math.max(begin, Math.min(newest, until)), sum);
  }
  return counted;
}

function withoutJumps(
  store: Store,
  ledger: Ledger,
  quarters: QuarterTable,
  { at, fields }: Gathered,
): Continuous {
  const jumps = jumpsOf(breaksOf(store, ledger, quarters.first * QUARTER, TOTAL), quarters.first);
  const jumped = jumps.reduce((sum, { by }) => sum + by, 0);
  const counted = quarters.sum(TOTAL, quarters.first, quarters.end) ?? 0;
  const start = (ledger.marks[TOTAL]?.mWh ?? 0) - jumped - counted;
  let [next, passed] = [0, 0];
  const readings = (fields[0] ?? []).flatMap((kWh, row) => {
    const time = at[row] ?? 0;
    for (; next < jumps.length && (jumps[next]?.at ?? time) <= time; next++) {
      passed += jumps[next]?.by ?? 0;
    }
    return Number.isNaN(kWh) ? [] : [{ at: time, mWh: toMilliWattHours(kWh * 1000) - passed }];
  });
  return { start, readings };
}

interface Jump {
  readonly at: number;
  readonly by: number;
}

/** In the order of time, from a quarter of an hour on. */
function jumpsOf(breaks: readonly CounterBreak[], first: number): readonly Jump[] {
  return breaks
    .map(({ from, to, way }) => {
      return { at: to.at, by: to.mWh - from.mWh - energyBetween(from, to, way) };
    })
    .filter(({ at, by }) => by !== 0 && quarterOf(at) >= first)
    .sort((one, other) => one.at - other.at);
}
