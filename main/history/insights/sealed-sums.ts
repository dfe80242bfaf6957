import { QUARTER, quarterOf } from '../../../app/energy/counter.ts';
import { STATES } from '../../../app/insights/quarter.ts';
import {
  counterStep,
  NOTHING_OWED,
  type Owed,
  owedAfter,
  shareEnergy,
} from '../../../app/insights/share-energy.ts';
import { COUNTERS_KEPT, type Totals, zeros } from '../../../app/insights/sums.ts';
import { eachQuarter, energyChunkOf, QUARTERS } from '../energy-chunk.ts';
import type { StoreTables } from '../store.ts';
import { type DoingColumns, doingColumns } from './doing-chunk.ts';
import type { RunSpan } from './run-table.ts';

/** Chunks of 30 days that are kept unpacked: more than two years. */
const KEPT = 30;

const sumsOf = (count: number): readonly Float64Array[] =>
  Array.from({ length: count }, () => new Float64Array(QUARTERS + 1));

/** One quarter of an hour of a chunk, without anything of the open rows. Energies in whole mWh. */
export interface SealedQuarter {
  readonly time: readonly number[];
  readonly work: readonly number[];
  readonly counters: readonly (number | null)[];
}

/** A chunk's quarters as running sums, so that any stretch of it is one subtraction. */
export class ChunkSums {
  readonly time = sumsOf(STATES);
  /** Of each quarter by itself. */
  readonly work = sumsOf(STATES);
  readonly energy = sumsOf(STATES + 1);
  readonly #owed = new Float64Array(STATES * (QUARTERS + 1));
  readonly counters = sumsOf(COUNTERS_KEPT);
  readonly known = sumsOf(COUNTERS_KEPT);
  /** Of all states together. */
  readonly seen = new Float64Array(QUARTERS + 1);
  readonly starts = new Float64Array(QUARTERS + 1);
  readonly defrosts = new Float64Array(QUARTERS + 1);
  readonly deviation = new Float64Array(QUARTERS + 1);
  readonly phaseMean = new Float64Array(QUARTERS + 1);
  readonly peak = new Float32Array(QUARTERS).fill(Number.NaN);
  readonly peakAfter = new Int32Array(QUARTERS);

  constructor(
    readonly chunk: number,
    doings: DoingColumns | null,
    energies: Uint8Array | null,
    step: number,
  ) {
    if (doings !== null) this.#place(doings);
    if (energies !== null) {
      eachQuarter(chunk, energies, (quarter, counter, mWh) => {
        const slot = quarter - chunk * QUARTERS + 1;
        put(this.counters[counter], slot, mWh);
        put(this.known[counter], slot, 1);
      });
    }
    this.#share(step);
    for (const column of this.#columns()) accumulate(column);
  }

  #place(doings: DoingColumns): void {
    for (let row = 0; row < doings.slots.length; row++) {
      const slot = doings.slots[row] ?? 0;
      for (let state = 0; state < STATES; state++) {
        const ms = doings.time[state]?.[row] ?? 0;
        put(this.time[state], slot + 1, ms);
        put(this.seen, slot + 1, (this.seen[slot + 1] ?? 0) + ms);
        put(this.work[state], slot + 1, doings.work[state]?.[row] ?? 0);
      }
      this.starts[slot + 1] = doings.starts[row] ?? 0;
      this.defrosts[slot + 1] = doings.defrosts[row] ?? 0;
      this.deviation[slot + 1] = doings.deviation[row] ?? 0;
      this.phaseMean[slot + 1] = doings.phaseMean[row] ?? 0;
      this.peak[slot] = doings.peak[row] ?? Number.NaN;
      this.peakAfter[slot] = doings.peakAfter[row] ?? 0;
    }
  }

  /** Before the columns are added up: their values are still those of single quarters. */
  #share(step: number): void {
    const [time, work] = [zeros(STATES), zeros(STATES)];
    const [counter, known] = [this.counters[0], this.known[0]];
    let owed = NOTHING_OWED;
    for (let slot = 1; slot <= QUARTERS; slot++) {
      this.#owed.set(owed, STATES * (slot - 1));
      if ((known?.[slot] ?? 0) === 0) continue;
      for (let state = 0; state < STATES; state++) {
        time[state] = this.time[state]?.[slot] ?? 0;
        work[state] = this.work[state]?.[slot] ?? 0;
      }
      const unseen = QUARTER - (this.seen[slot] ?? 0);
      const parts = shareEnergy(counter?.[slot] ?? 0, work, time, unseen, owed);
      owed = owedAfter(owed, work, parts, step);
      for (let part = 0; part <= STATES; part++) put(this.energy[part], slot, parts[part] ?? 0);
    }
  }

  /** What the states are owed when a slot begins. */
  owedAt(slot: number): Owed {
    return Array.from(this.#owed.subarray(STATES * slot, STATES * (slot + 1)));
  }

  #columns(): readonly Float64Array[] {
    const { time, energy, counters, known } = this;
    const single = [this.seen, this.starts, this.defrosts, this.deviation, this.phaseMean];
    return [...time, ...energy, ...counters, ...known, ...single];
  }

  /** Adds the slots from `from` up to, not at, `end`. */
  addTo(totals: Totals, from: number, end: number): void {
    addAll(totals.time, this.time, from, end);
    addAll(totals.energy, this.energy, from, end);
    addAll(totals.counters, this.counters, from, end);
    addAll(totals.known, this.known, from, end);
    totals.starts += between(this.starts, from, end);
    totals.defrosts += between(this.defrosts, from, end);
    totals.deviation += between(this.deviation, from, end);
    totals.phaseMean += between(this.phaseMean, from, end);
    this.#addPeak(totals, from, end);
  }

  #addPeak(totals: Totals, from: number, end: number): void {
    let [highest, at] = [(totals.peak?.power ?? Number.NEGATIVE_INFINITY) / 1000, -1];
    for (let slot = from; slot < end; slot++) {
      const power = this.peak[slot] ?? Number.NaN;
      if (power > highest) [highest, at] = [power, slot];
    }
    if (at < 0) return;
    const begin = (this.chunk * QUARTERS + at) * QUARTER;
    totals.peak = { at: begin + (this.peakAfter[at] ?? 0), power: highest * 1000 };
  }

  quarter(slot: number): SealedQuarter {
    const one = (column: Float64Array): number => between(column, slot, slot + 1);
    return {
      time: this.time.map(one),
      work: this.work.map((column) => column[slot + 1] ?? 0),
      counters: this.counters.map((column, counter) =>
        one(this.known[counter] ?? column) === 0 ? null : one(column),
      ),
    };
  }
}

const between = (sums: Float64Array, from: number, end: number): number =>
  (sums[end] ?? 0) - (sums[from] ?? 0);

function put(column: Float64Array | undefined, slot: number, value: number): void {
  if (column !== undefined) column[slot] = value;
}

function accumulate(column: Float64Array): void {
  for (let i = 1; i < column.length; i++) column[i] = (column[i] ?? 0) + (column[i - 1] ?? 0);
}

function addAll(into: number[], columns: readonly Float64Array[], from: number, end: number): void {
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i];
    if (column !== undefined) into[i] = (into[i] ?? 0) + between(column, from, end);
  }
}

type Tables = Pick<StoreTables, 'doings' | 'energy' | 'runs'>;

/** Sealed chunks that were asked for, unpacked. */
export class SealedSums {
  readonly #tables: Tables;
  readonly #kept = new Map<number, ChunkSums | null>();
  readonly #runs = new Map<number, readonly RunSpan[]>();
  #step = counterStep(0);

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** mWh: the step of the counter as it stands now, by which energy is shared. */
  get counterStep(): number {
    return this.#step;
  }

  setCounterStep(step: number): void {
    if (step === this.#step) return;
    this.#step = step;
    this.forget();
  }

  /** Sealed runs that begin from `from` up to, not at, `to`, oldest first. */
  runs(from: number, to: number): RunSpan[] {
    const found: RunSpan[] = [];
    const last = energyChunkOf(quarterOf(to));
    for (let id = energyChunkOf(quarterOf(from)); id <= last; id++) {
      for (const run of this.#runsIn(id)) {
        if (run.start >= from && run.start < to) found.push(run);
      }
    }
    return found;
  }

  #runsIn(id: number): readonly RunSpan[] {
    const span = QUARTERS * QUARTER;
    const kept = this.#runs.get(id) ?? this.#tables.runs.spans(id * span, (id + 1) * span);
    this.#runs.set(id, kept);
    return kept;
  }

  /** null: nothing is known of these 30 days. */
  chunk(id: number): ChunkSums | null {
    const kept = this.#kept.get(id);
    if (kept !== undefined) return kept;
    const doings = this.#tables.doings.read(id, doingColumns);
    const energies = this.#tables.energy.read(id, (bytes) => bytes);
    const made =
      doings === null && energies === null ? null : new ChunkSums(id, doings, energies, this.#step);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size >= KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(id, made);
    return made;
  }

  /** What is stored has changed. */
  forget(): void {
    this.#kept.clear();
    this.#runs.clear();
  }
}
