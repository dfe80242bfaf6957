import {
  type CounterMark,
  type CounterWay,
  energyBetween,
  shareByTime,
  toMilliWattHours,
} from '../../app/energy/counter.ts';
import { counterGapAbove } from '../../app/energy/one-meter.ts';
import { ENERGY_FIELDS } from '../../app/measurement.ts';
import { type EpochMs, epochMs, type Millis } from '../../app/units.ts';
import { FLAG, has, newEpochFlag, type PollRow } from './poll-row.ts';
import { FIRST_ENERGY } from './wire.ts';

export const COUNTERS = ENERGY_FIELDS.length;

/** The newest reading of each counter; null before the first. */
export type CounterMarks = readonly (CounterMark | null)[];
export const NO_MARKS: CounterMarks = ENERGY_FIELDS.map(() => null);

/** Energy of one quarter of an hour. */
export interface Quarter {
  /** Whole mWh of each counter; null: nothing known. */
  readonly mWh: (number | null)[];
  beginsInGap: boolean;
}

/** Two readings of a counter with a gap, or a new epoch, between them. */
export interface CounterBreak {
  readonly counter: number;
  readonly from: CounterMark;
  readonly to: CounterMark;
  readonly way: CounterWay;
}

/** Turns counter readings in the order in which they were made into energy per quarter of an hour. */
export class Ledger {
  readonly quarters = new Map<number, Quarter>();
  readonly breaks: CounterBreak[] = [];
  /** Quarters that something was taken back from: whether they begin in a gap is judged anew. */
  readonly rejudged = new Set<number>();
  /** The first reading of each counter that was added. */
  readonly first: (CounterMark | null)[];
  readonly #marks: (CounterMark | null)[];
  /** A step of the clock or a new epoch concerns each counter until it is read again. */
  readonly #pending: number[];

  constructor(marks: CounterMarks) {
    this.first = marks.map(() => null);
    this.#marks = [...marks];
    this.#pending = marks.map(() => 0);
  }

  get marks(): CounterMarks {
    return [...this.#marks];
  }

  /** Takes the counters of the next row. */
  add(row: PollRow): void {
    for (let counter = 0; counter < COUNTERS; counter++) {
      const flags = (this.#pending[counter] ?? 0) | row.flags;
      const value = row.wire[FIRST_ENERGY + counter] ?? Number.NaN;
      if (Number.isNaN(value)) {
        this.#pending[counter] = flags;
        continue;
      }
      this.#pending[counter] = 0;
      const mark = { at: row.at, mWh: toMilliWattHours(value * 1000) };
      const before = this.#marks[counter] ?? null;
      this.first[counter] ??= mark;
      this.#marks[counter] = mark;
      if (before !== null) this.step(counter, before, mark, wayOf(counter, flags, row.every));
    }
  }

  /** Shares the energy of one way, and remembers it when a gap or a new epoch lies on it. */
  step(counter: number, from: CounterMark, to: CounterMark, way: CounterWay): void {
    this.#share(counter, from, to, way);
    const inGap = !way.clockStepped && to.at - from.at > way.gapAbove;
    const newEpoch = energyBetween(from, to, way) !== to.mWh - from.mWh;
    if (inGap || newEpoch) this.breaks.push({ counter, from, to, way });
  }

  /** Gives the energy between two readings to its quarters. */
  #share(counter: number, from: CounterMark, to: CounterMark, way: CounterWay): void {
    for (const { quarter, mWh, beginsInGap } of shareByTime(from, to, way)) {
      const kept = this.#quarter(quarter);
      kept.mWh[counter] = (kept.mWh[counter] ?? 0) + mWh;
      kept.beginsInGap ||= beginsInGap;
    }
  }

  /** Undoes {@link step}, since more is known of the way now. */
  takeBack({ counter, from, to, way }: CounterBreak): void {
    for (const { quarter, mWh } of shareByTime(from, to, way)) {
      const kept = this.#quarter(quarter);
      kept.mWh[counter] = (kept.mWh[counter] ?? 0) - mWh;
      this.rejudged.add(quarter);
    }
  }

  #quarter(number: number): Quarter {
    const known = this.quarters.get(number);
    if (known !== undefined) return known;
    const fresh: Quarter = { mWh: ENERGY_FIELDS.map(() => null), beginsInGap: false };
    this.quarters.set(number, fresh);
    return fresh;
  }
}

const wayOf = (counter: number, flags: number, every: Millis): CounterWay => ({
  newEpoch: has(flags, newEpochFlag(counter)),
  mayFall: has(flags, FLAG.mayFall),
  clockStepped: has(flags, FLAG.clockStepped),
  gapAbove: counterGapAbove(every),
});

/** The newest reading of any counter. */
export function newestMark(marks: CounterMarks): EpochMs | null {
  const times = marks.flatMap((mark) => (mark === null ? [] : [mark.at]));
  return times.length === 0 ? null : epochMs(Math.max(...times));
}
