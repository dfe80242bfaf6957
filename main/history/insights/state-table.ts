import { quarterOf } from '../../../app/energy/counter.ts';
import {
  mergeDoing,
  nothingDone,
  type QuarterDoing,
  timeKnown,
} from '../../../app/insights/quarter.ts';
import type { RunRecord } from '../../../app/insights/run-record.ts';
import type { StateLedger } from '../../../app/insights/state-ledger.ts';
import { minutes } from '../../../app/units.ts';
import { energyChunkOf } from '../energy-chunk.ts';
import type { StoreTables } from '../store.ts';
import { type Doings, packDoings, unpackDoings } from './doing-chunk.ts';

const EVER = 2 ** 40;

/** More than the edges of the readings at the 30-s marks lose against every poll. */
const LOST = minutes(2);

type Found = Pick<StateLedger, 'quarters' | 'runs'>;

function addDoing(doings: Doings, number: number, more: QuarterDoing): void {
  const known = doings.get(number);
  if (known === undefined) doings.set(number, more);
  else mergeDoing(known, more);
}

/** Quarters and runs of the sealed rows. What changes them belongs into a transaction. */
export class StateTable {
  readonly #tables: Pick<StoreTables, 'doings' | 'runs'>;

  constructor(tables: Pick<StoreTables, 'doings' | 'runs'>) {
    this.#tables = tables;
  }

  /** Adds what a ledger found. */
  add({ quarters, runs }: Found): void {
    this.#change(quarters, []);
    for (const run of runs) this.#tables.runs.insert(run);
  }

  /**
   * Puts what a ledger found in the place of what is known from `from` to `to`, which lie on
   * quarters; where more was known than the readings that are left can tell, that stays.
   */
  replace(from: number, to: number, { quarters, runs }: Found): void {
    const [first, end] = [quarterOf(from), quarterOf(to)];
    const ids = this.#tables.doings.ids(energyChunkOf(first), energyChunkOf(end));
    const fuller = this.#fullerThan(quarters, ids, first, end);
    const isKept = (at: number, until: number): boolean => {
      for (let number = quarterOf(at); number <= quarterOf(until); number++) {
        if (fuller.has(number)) return true;
      }
      return false;
    };
    const known = this.#tables.runs.touching(from, to).filter(({ start }) => start < to);
    const kept = known.filter(({ start, end: until }) => start < from || isKept(start, until));
    // A run from before may be told on, from its old start.
    const isFree = ({ start, end: until }: RunRecord): boolean =>
      !isKept(start, until) &&
      !kept.some((run) => run.start !== start && run.start < until && run.end > start);
    const told = new Map([...quarters].filter(([number]) => !fuller.has(number)));
    this.#change(told, ids, (number) => number < first || number >= end || fuller.has(number));
    this.#tables.runs.remove(from, to);
    for (const run of [...kept, ...runs.filter(isFree)]) this.#tables.runs.insert(run);
  }

  /** The quarters from `first` to before `end` of which more is known than `quarters` tell. */
  #fullerThan(
    quarters: Doings,
    ids: readonly number[],
    first: number,
    end: number,
  ): ReadonlySet<number> {
    const fuller = new Set<number>();
    for (const id of ids) {
      const known = this.#tables.doings.read(id, (bytes) => unpackDoings(id, bytes)) ?? new Map();
      for (const [number, doing] of known) {
        if (number < first || number >= end) continue;
        const more = timeKnown(doing) - timeKnown(quarters.get(number) ?? nothingDone());
        if (more > LOST) fuller.add(number);
      }
    }
    return fuller;
  }

  /** @param keeps which of the quarters in these and other touched chunks stay. */
  #change(
    quarters: Doings,
    ids: readonly number[],
    keeps: (number: number) => boolean = () => true,
  ): void {
    const { doings } = this.#tables;
    for (const id of new Set([...ids, ...[...quarters.keys()].map(energyChunkOf)])) {
      const known = doings.read(id, (bytes) => unpackDoings(id, bytes)) ?? new Map();
      const kept: Doings = new Map([...known].filter(([number]) => keeps(number)));
      for (const [number, more] of quarters) {
        if (energyChunkOf(number) === id) addDoing(kept, number, more);
      }
      if (kept.size === 0) doings.remove(id);
      else doings.write(id, packDoings(id, kept));
    }
  }

  /** Whether anything is known of the time before `at`. */
  knowsBefore(at: number): boolean {
    const { doings } = this.#tables;
    const quarter = quarterOf(at);
    const id = energyChunkOf(quarter);
    if (doings.ids(-EVER, id - 1).length > 0) return true;
    const known = doings.read(id, (bytes) => unpackDoings(id, bytes));
    return [...(known?.keys() ?? [])].some((number) => number < quarter);
  }
}
