import { heldUntil } from '../../app/history/hold.ts';
import type { EpochMs } from '../../app/units.ts';
import { EventLog } from './event-log.ts';
import { HeatDays } from './heat-days.ts';
import { RunTable } from './insights/run-table.ts';
import { StateBook } from './insights/state-book.ts';
import { StateTable } from './insights/state-table.ts';
import { Ledger } from './ledger.ts';
import type { PollRow } from './poll-row.ts';
import { sealRows } from './seal.ts';
import type { Database } from './sqlite.ts';
import type { LastRow, SealedState, StoreState } from './store-state.ts';
import { storedState } from './stored-state.ts';
import { ChunkTable, Meta, OpenPolls, RawChunks } from './tables.ts';
import { StoreTransaction } from './transaction.ts';

/** So many rows are sealed together: an hour at one poll in 2 s, most of a day at one in 30 s. */
const SEAL_ROWS = 2048;

export interface StoreTables {
  readonly meta: Meta;
  readonly open: OpenPolls;
  readonly raw: RawChunks;
  readonly marks: ChunkTable;
  readonly rollups: ChunkTable;
  readonly energy: ChunkTable;
  readonly doings: ChunkTable;
  readonly runs: RunTable;
  readonly events: EventLog;
  readonly heat: HeatDays;
}

/**
 * One history file: rows that are still open, also held in memory, beside sealed chunks. Belongs to one
 * thread. Every method may throw SQLite's errors; nothing in memory has changed then.
 */
export class Store {
  readonly tables: StoreTables;
  /** What the heat pump did, as the rows tell it. */
  readonly states: StateBook;
  readonly #db: Database;
  readonly #stateTable: StateTable;
  #known: StoreState;
  /** The rows of #known: added in place, since there are thousands of them. */
  #open: PollRow[];
  /** Of the open rows; null: not asked for since something else changed than their number. */
  #ledger: Ledger | null = null;

  constructor(db: Database) {
    this.#db = db;
    this.tables = {
      meta: new Meta(db),
      open: new OpenPolls(db),
      raw: new RawChunks(db),
      marks: new ChunkTable(db, 'mark_chunk'),
      rollups: new ChunkTable(db, 'rollup_chunk'),
      energy: new ChunkTable(db, 'energy_chunk'),
      doings: new ChunkTable(db, 'doing_chunk'),
      runs: new RunTable(db),
      events: new EventLog(db),
      heat: new HeatDays(db),
    };
    this.#stateTable = new StateTable(this.tables);
    const known = storedState(this.tables);
    this.#open = [...known.open];
    this.#known = { ...known, open: this.#open };
    this.states = new StateBook(this.tables, this.#known);
  }

  get db(): Database {
    return this.#db;
  }

  /** Rows that are not sealed yet, oldest first. */
  get tail(): readonly PollRow[] {
    return this.#known.open;
  }

  get nextSeq(): number {
    const last = this.tail.at(-1);
    return last === undefined ? this.sealed.nextSeq : last.seq + 1;
  }

  /**
   * Everything that changes the record goes through here. All of `work` is on disk when this returns,
   * and only then known to the store; when it throws nothing has changed, on disk or in memory.
   */
  transaction<T>(work: (tx: StoreTransaction) => T): T {
    const tx = new StoreTransaction(this.tables, this.#stateTable, this.#known);
    const value = this.#db.transaction(() => {
      const made = work(tx);
      tx.write();
      return made;
    });
    this.#take(tx);
    return value;
  }

  #take(tx: StoreTransaction): void {
    const added = tx.onlyAdded;
    if (added !== null) {
      this.#open.push(...added);
      if (this.#ledger !== null) for (const row of added) this.#ledger.add(row);
      this.states.follow(added);
      return;
    }
    this.#open = [...tx.state.open];
    this.#known = { ...tx.state, open: this.#open };
    this.#ledger = null;
    this.states.take(this.#known);
  }

  /** Whether so many rows are open that they should be sealed. */
  get isSealDue(): boolean {
    return this.tail.length > SEAL_ROWS;
  }

  /** Energy of the open rows, on from what is sealed. */
  tailLedger(): Ledger {
    if (this.#ledger !== null) return this.#ledger;
    const ledger = new Ledger(this.sealed.marks, this.sealed.since);
    for (const row of this.tail) ledger.add(row);
    this.#ledger = ledger;
    return ledger;
  }

  /** The open rows and until when each stands. */
  tailRows(): readonly (PollRow & { readonly until: EpochMs })[] {
    return this.tail.map((row, index) => ({
      ...row,
      until: heldUntil(row.at, row.every, this.tail[index + 1]?.at ?? null),
    }));
  }

  /** Seals all rows but the newest, which waits to learn how long it stands. */
  sealTail(): void {
    const newest = this.tail.at(-1) ?? null;
    if (newest !== null) this.#seal(this.tail.slice(0, -1), newest);
  }

  /** Seals the newest row too, as one that stands alone. */
  sealAll(): void {
    this.#seal(this.tail, null);
  }

  #seal(rows: readonly PollRow[], next: PollRow | null): void {
    if (rows.length > 0) this.transaction((tx) => sealRows(tx, rows, next));
  }

  get sealed(): SealedState {
    return this.#known.sealed;
  }

  /** The newest row, failed polls too; null without any. */
  newest(): LastRow | null {
    return this.tail.at(-1) ?? this.sealed.last;
  }

  close(): void {
    this.#db.close();
  }
}
