import {
  type CounterMark,
  type CounterWay,
  energyBetween,
  toMilliWattHours,
} from '../../app/energy/counter.ts';
import { counterGapAbove } from '../../app/energy/one-meter.ts';
import { type QuarterWork, shareRise, tellingWork, WorkSoFar } from '../../app/energy/work.ts';
import { heldUntil } from '../../app/history/hold.ts';
import { ENERGY_FIELDS, POWER_FIELDS } from '../../app/measurement.ts';
import { type EpochMs, epochMs, type Millis } from '../../app/units.ts';
import { FLAG, has, newEpochFlag, type PollRow } from './poll-row.ts';
import { sentValue } from './sent-power.ts';
import { FIRST_ENERGY, fieldIndex, scaleOf } from './wire.ts';

export const COUNTERS = ENERGY_FIELDS.length;

/** The newest reading of each counter; null before the first. */
export type CounterMarks = readonly (CounterMark | null)[];
export const NO_MARKS: CounterMarks = ENERGY_FIELDS.map(() => null);

/** The field that says what each counter counts. */
const POWERS = POWER_FIELDS.map(fieldIndex);

/** The newest row, whose power stands until the next one. */
type StandingRow = Pick<PollRow, 'at' | 'every'> & {
  /** W of each counter; null: not known. */
  readonly powers: readonly (number | null)[];
};

/** What the rows since each counter was read tell of its next reading. */
export interface SinceRead {
  /** Flags of those rows: a step of the clock or a new epoch. */
  readonly flags: readonly number[];
  /** null: for too long to be kept. */
  readonly work: readonly (readonly QuarterWork[] | null)[];
  readonly standing: StandingRow | null;
}
export const NOTHING_SINCE: SinceRead = {
  flags: ENERGY_FIELDS.map(() => 0),
  work: ENERGY_FIELDS.map(() => []),
  standing: null,
};

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
  /** How the energy was shared; absent: by time. */
  readonly work?: readonly QuarterWork[];
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
  readonly #work: readonly WorkSoFar[];
  #standing: StandingRow | PollRow | null;

  constructor(marks: CounterMarks, since: SinceRead = NOTHING_SINCE) {
    this.first = marks.map(() => null);
    this.#marks = [...marks];
    this.#pending = [...since.flags];
    this.#work = since.work.map((quarters) => new WorkSoFar(quarters));
    this.#standing = since.standing;
  }

  get marks(): CounterMarks {
    return [...this.#marks];
  }

  /** What must be known of the rows so far to go on. */
  get since(): SinceRead {
    const row = this.#standing;
    return {
      flags: [...this.#pending],
      work: this.#work.map(({ quarters }) => quarters),
      standing: row && {
        at: row.at,
        every: row.every,
        powers: POWERS.map((_, counter) => powerIn(row, counter)),
      },
    };
  }

  /** Takes the counters of the next row. */
  add(row: PollRow): void {
    this.#stand(row.at);
    this.#standing = row;
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
      if (before !== null) {
        const way = wayOf(counter, flags, row.every);
        // Only what lies on both sides of a gap is shared by work.
        const isOften = mark.at - before.at <= way.gapAbove;
        const work = isOften ? [] : (this.#work[counter]?.quarters ?? []);
        this.step({ counter, from: before, to: mark, way, work });
      }
      this.#work[counter]?.clear();
    }
  }

  /** The newest row's power stands until the next row. */
  #stand(next: EpochMs): void {
    const row = this.#standing;
    if (row === null) return;
    const until = heldUntil(row.at, row.every, next);
    for (let counter = 0; counter < COUNTERS; counter++) {
      const power = this.#marks[counter] === null ? null : powerIn(row, counter);
      if (power !== null) this.#work[counter]?.add(power, row.at, until);
    }
  }

  /** Shares the energy of one way, and remembers it when a gap or a new epoch lies on it. */
  step({ counter, from, to, way, work = [] }: CounterBreak): void {
    const inGap = !way.clockStepped && to.at - from.at > way.gapAbove;
    const telling = inGap ? tellingWork(from, to, way, work) : [];
    const step = { counter, from, to, way, ...(telling.length > 0 && { work: telling }) };
    this.#share(step);
    const newEpoch = energyBetween(from, to, way) !== to.mWh - from.mWh;
    if (inGap || newEpoch) this.breaks.push(step);
  }

  /** Gives the energy between two readings to its quarters. */
  #share({ counter, from, to, way, work = [] }: CounterBreak): void {
    for (const { quarter, mWh, beginsInGap } of shareRise(from, to, way, work)) {
      const kept = this.#quarter(quarter);
      kept.mWh[counter] = (kept.mWh[counter] ?? 0) + mWh;
      kept.beginsInGap ||= beginsInGap;
    }
  }

  /** Undoes {@link step}, since more is known of the way now. */
  takeBack({ counter, from, to, way, work = [] }: CounterBreak): void {
    for (const { quarter, mWh } of shareRise(from, to, way, work)) {
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

/** W; null: not known. */
function powerIn(row: StandingRow | PollRow, counter: number): number | null {
  if ('powers' in row) return row.powers[counter] ?? null;
  const field = POWERS[counter] ?? 0;
  const power = sentValue(row.wire[field] ?? Number.NaN, field, row.flags);
  return Number.isNaN(power) ? null : power * scaleOf(field);
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
