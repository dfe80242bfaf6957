import { quarterOf } from '../../../app/energy/counter.ts';
import { SEED_STATE_LIMITS, type StateLimits } from '../../../app/heat-pump/state.ts';
import {
  mergeDoing,
  nothingDone,
  type QuarterDoing,
  timeKnown,
} from '../../../app/insights/quarter.ts';
import type { RunRecord } from '../../../app/insights/run-record.ts';
import { NOTHING_SEEN, StateLedger, type StateMemory } from '../../../app/insights/state-ledger.ts';
import { days, type EpochMs, minutes } from '../../../app/units.ts';
import { energyChunkOf } from '../energy-chunk.ts';
import type { PollRow } from '../poll-row.ts';
import type { StoreTables } from '../store.ts';
import { type Doings, packDoings, unpackDoings } from './doing-chunk.ts';
import { stateRowOf } from './doing-rows.ts';
import { SealedSums } from './sealed-sums.ts';

/** All that is known of states beside the quarters and runs themselves. */
export interface BookState {
  readonly limits: StateLimits;
  /** What the sealed rows left behind. */
  readonly memory: StateMemory;
  /** What lies before is by earlier limits, since its readings are gone; null: nothing. */
  readonly otherLimitsUntil: EpochMs | null;
  /** Everything is being told anew; null: nothing is. */
  readonly retelling: Retelling | null;
}

/** How far telling anew has come, by UTC days since 1970. */
export interface Retelling {
  /** null: not begun. */
  readonly from: number | null;
  readonly next: number | null;
  readonly memory: StateMemory;
  /** What cannot be told anew was judged by other limits. */
  readonly byOtherLimits: boolean;
}

const NOT_BEGUN: Retelling = {
  from: null,
  next: null,
  memory: NOTHING_SEEN,
  byOtherLimits: false,
};

const KEY = 'states';
const EVER = 2 ** 40;
const EMPTY_BOOK: BookState = {
  limits: SEED_STATE_LIMITS,
  memory: NOTHING_SEEN,
  otherLimitsUntil: null,
  retelling: null,
};

/** More than the edges of the readings at the 30-s marks lose against every poll. */
const LOST = minutes(2);

type Found = Pick<StateLedger, 'quarters' | 'runs'>;

function addDoing(doings: Doings, number: number, more: QuarterDoing): void {
  const known = doings.get(number);
  if (known === undefined) doings.set(number, more);
  else mergeDoing(known, more);
}

/** What the heat pump did: sealed rows in chunks and runs, open rows in memory. */
export class StateBook {
  readonly sums: SealedSums;
  readonly #tables: StoreTables;
  #state: BookState = EMPTY_BOOK;
  #tail = new StateLedger(SEED_STATE_LIMITS);

  constructor(tables: StoreTables) {
    this.#tables = tables;
    this.sums = new SealedSums(tables);
  }

  get state(): BookState {
    return this.#state;
  }

  /** The open rows' part. */
  get tail(): StateLedger {
    return this.#tail;
  }

  /** @param hasRows whether anything is sealed, which a record from before states were kept has too. */
  reload(hasRows: boolean, tail: readonly PollRow[]): void {
    const kept = this.#tables.meta.get(KEY);
    const retelling = hasRows ? NOT_BEGUN : null;
    this.#state = kept === null ? { ...EMPTY_BOOK, retelling } : (JSON.parse(kept) as BookState);
    this.sealed(tail);
  }

  /** Belongs into a transaction. */
  remember(state: BookState): void {
    this.#tables.meta.set(KEY, JSON.stringify(state));
    this.#state = state;
  }

  /** Takes open rows. */
  follow(rows: readonly PollRow[]): void {
    for (const row of rows) this.#tail.add(stateRowOf(row));
  }

  /** Writes rows that are being sealed, unless telling anew gets to them. Belongs into a transaction. */
  seal(rows: readonly PollRow[]): void {
    this.sums.forget();
    if (this.#state.retelling !== null) return;
    const ledger = new StateLedger(this.#state.limits, this.#state.memory);
    for (const row of rows) ledger.add(stateRowOf(row));
    this.write(ledger);
    this.remember({ ...this.#state, memory: ledger.memory });
  }

  /** Adds what a ledger found. Belongs into a transaction. */
  write({ quarters, runs }: Found): void {
    this.#change(quarters, []);
    for (const run of runs) this.#tables.runs.insert(run);
  }

  /**
   * Puts what a ledger found in the place of what is known from `from` to `to`, which lie on
   * quarters; where more was known than the readings that are left can tell, that stays.
   * Belongs into a transaction.
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
    this.sums.forget();
  }

  /** Whether anything is known of the time before `at`. */
  isTold(at: number): boolean {
    const { doings } = this.#tables;
    const quarter = quarterOf(at);
    const id = energyChunkOf(quarter);
    if (doings.ids(-EVER, id - 1).length > 0) return true;
    const known = doings.read(id, (bytes) => unpackDoings(id, bytes));
    return [...(known?.keys() ?? [])].some((number) => number < quarter);
  }

  /** Goes on from what is sealed now. */
  sealed(open: readonly PollRow[]): void {
    const { limits, memory, retelling } = this.#state;
    this.#tail = new StateLedger(limits, retelling === null ? memory : NOTHING_SEEN);
    this.follow(open);
  }

  /** Judges by these limits from now on and tells anew what it can. Belongs into a transaction. */
  retell(limits: StateLimits = this.#state.limits): void {
    const { limits: before, retelling } = this.#state;
    const changed = JSON.stringify(before) !== JSON.stringify(limits);
    const byOtherLimits = changed || (retelling?.byOtherLimits ?? false);
    this.remember({ ...this.#state, limits, retelling: { ...NOT_BEGUN, byOtherLimits } });
  }

  /** How far telling anew is, 0 to 1, on the way to `now`; null: everything is told. */
  retold(now: EpochMs): number | null {
    const { retelling } = this.#state;
    if (retelling === null) return null;
    const { from, next } = retelling;
    if (from === null || next === null) return 0;
    return Math.min(1, Math.max(0, (next - from) / Math.max(1, now / days(1) - from)));
  }
}
