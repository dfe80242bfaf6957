import { QUARTER, quarterOf } from '../../../app/energy/counter.ts';
import { eachQuarter, energyChunkOf, QUARTERS } from '../energy-chunk.ts';
import { COUNTERS, type Ledger } from '../ledger.ts';
import type { Store } from '../store.ts';

const GAP_FLAG = 1;
/** The first of four: this counter is known. */
const KNOWN_FLAG = 2;

/** Energy per quarter of an hour, from `first` up to, not at, `end`. */
export class QuarterTable {
  readonly first: number;
  readonly end: number;
  readonly #flags: Uint8Array;
  readonly #mWh: readonly Float64Array[];

  constructor(first: number, end: number) {
    const length = Math.max(0, end - first);
    this.first = first;
    this.end = first + length;
    this.#flags = new Uint8Array(length);
    this.#mWh = Array.from({ length: COUNTERS }, () => new Float64Array(length));
  }

  add(quarter: number, counter: number, mWh: number): void {
    const place = quarter - this.first;
    const column = this.#mWh[counter];
    if (column === undefined || place < 0 || place >= column.length) return;
    column[place] = (column[place] ?? 0) + mWh;
    this.#flags[place] = (this.#flags[place] ?? 0) | (KNOWN_FLAG << counter);
  }

  markGap(quarter: number): void {
    const place = quarter - this.first;
    if (place >= 0 && place < this.#flags.length) {
      this.#flags[place] = (this.#flags[place] ?? 0) | GAP_FLAG;
    }
  }

  beginsInGap(quarter: number): boolean {
    return ((this.#flags[quarter - this.first] ?? 0) & GAP_FLAG) !== 0;
  }

  isKnown(quarter: number, counter: number): boolean {
    return ((this.#flags[quarter - this.first] ?? 0) & (KNOWN_FLAG << counter)) !== 0;
  }

  /** Whole mWh of the quarters from `from` up to, not at, `end`; null when nothing is known. */
  sum(counter: number, from: number, end: number): number | null {
    const column = this.#mWh[counter];
    let [sum, known] = [0, false];
    for (let q = Math.max(from, this.first); q < Math.min(end, this.end); q++) {
      if (!this.isKnown(q, counter)) continue;
      known = true;
      sum += column?.[q - this.first] ?? 0;
    }
    return known ? sum : null;
  }
}

/** Energy of the quarters from the one that holds `from` up to `to`, open rows too. */
export function readQuarters(store: Store, tail: Ledger, from: number, to: number): QuarterTable {
  const { energy } = store.tables;
  const [first, end] = [quarterOf(from), Math.ceil(to / QUARTER)];
  const ids = energy.ids(energyChunkOf(first), energyChunkOf(end));
  const table = new QuarterTable(...extent(ids, tail, first, end));
  for (const id of ids) {
    energy.read(id, (bytes) =>
      eachQuarter(id, bytes, (quarter, counter, mWh, beginsInGap) => {
        table.add(quarter, counter, mWh);
        if (beginsInGap) table.markGap(quarter);
      }),
    );
  }
  for (const [quarter, { mWh, beginsInGap }] of tail.quarters) {
    mWh.forEach((value, counter) => {
      if (value !== null) table.add(quarter, counter, value);
    });
    if (beginsInGap) table.markGap(quarter);
  }
  return table;
}

/** Where anything is known; a range may be decades longer. */
function extent(
  ids: readonly number[],
  tail: Ledger,
  first: number,
  end: number,
): readonly [number, number] {
  const [oldest, newest] = [ids[0], ids.at(-1)];
  const stored =
    oldest === undefined || newest === undefined
      ? []
      : [oldest * QUARTERS, (newest + 1) * QUARTERS];
  const known = [...stored, ...[...tail.quarters.keys()].flatMap((q) => [q, q + 1])];
  if (known.length === 0) return [first, first];
  const earliest = known.reduce((least, q) => Math.min(least, q));
  const latest = known.reduce((most, q) => Math.max(most, q));
  return [Math.max(first, earliest), Math.min(end, latest)];
}
