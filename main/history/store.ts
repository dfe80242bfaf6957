import { heldUntil } from '../../app/history/hold.ts';
import type { EpochMs } from '../../app/units.ts';
import { EventLog } from './event-log.ts';
import { HeatDays } from './heat-days.ts';
import { RunTable } from './insights/run-table.ts';
import { StateBook } from './insights/state-book.ts';
import { type CounterMarks, Ledger, NO_MARKS } from './ledger.ts';
import type { PollRow } from './poll-row.ts';
import { seal } from './seal.ts';
import type { Database } from './sqlite.ts';
import { ChunkTable, Meta, OpenPolls, RawChunks } from './tables.ts';

/** So many rows are sealed together: an hour at one poll in 2 s, most of a day at one in 30 s. */
const SEAL_ROWS = 2048;
const SEALED_KEY = 'sealed';

/** What must be known of the row before the next one. */
export type LastRow = Pick<PollRow, 'at' | 'every' | 'cause'>;

/** What the sealed rows left behind. */
export interface SealedState {
  readonly nextSeq: number;
  /** The newest reading of each counter. */
  readonly marks: CounterMarks;
  /** The oldest reading of each counter. */
  readonly first: CounterMarks;
  /** null before the first row. */
  readonly last: LastRow | null;
}

const NOTHING_SEALED: SealedState = { nextSeq: 1, marks: NO_MARKS, first: NO_MARKS, last: null };

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
 * thread. Every method may throw SQLite's errors.
 */
export class Store {
  readonly tables: StoreTables;
  /** What the heat pump did, as the rows tell it. */
  readonly states: StateBook;
  readonly #db: Database;
  #tail: PollRow[] = [];
  /** Of the open rows; null: not asked for since something else changed than their number. */
  #ledger: Ledger | null = null;
  #sealed: SealedState = NOTHING_SEALED;

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
    this.states = new StateBook(this.tables);
    this.reload();
  }

  /** Reads the open rows anew, after somebody else may have changed the file. */
  reload(): void {
    const sealed = this.tables.meta.get(SEALED_KEY);
    this.#sealed = sealed === null ? NOTHING_SEALED : (JSON.parse(sealed) as SealedState);
    this.#tail = this.tables.open.all();
    this.#ledger = null;
    this.states.reload(this.#sealed.last !== null, this.#tail);
  }

  get db(): Database {
    return this.#db;
  }

  /** Rows that are not sealed yet, oldest first. */
  get tail(): readonly PollRow[] {
    return this.#tail;
  }

  get nextSeq(): number {
    const last = this.#tail.at(-1);
    return last === undefined ? this.#sealed.nextSeq : last.seq + 1;
  }

  /** Adds `rows` and does `also` in one transaction; they are on disk when this returns. */
  append(rows: readonly PollRow[], also: () => void): void {
    this.#db.transaction(() => {
      for (const row of rows) this.tables.open.insert(row);
      also();
    });
    this.#tail.push(...rows);
    if (this.#ledger !== null) for (const row of rows) this.#ledger.add(row);
    this.states.follow(rows);
  }

  /** Whether so many rows are open that they should be sealed. */
  get isSealDue(): boolean {
    return this.#tail.length > SEAL_ROWS;
  }

  /** Energy of the open rows, on from what is sealed. */
  tailLedger(): Ledger {
    if (this.#ledger !== null) return this.#ledger;
    const ledger = new Ledger(this.#sealed.marks);
    for (const row of this.#tail) ledger.add(row);
    this.#ledger = ledger;
    return ledger;
  }

  /** The open rows and until when each stands. */
  tailRows(): readonly (PollRow & { readonly until: EpochMs })[] {
    return this.#tail.map((row, index) => ({
      ...row,
      until: heldUntil(row.at, row.every, this.#tail[index + 1]?.at ?? null),
    }));
  }

  /** Seals all rows but the newest, which waits to learn how long it stands. */
  sealTail(): void {
    const newest = this.#tail.at(-1);
    if (newest !== undefined) this.#seal(this.#tail.slice(0, -1), [newest]);
  }

  /** Seals the newest row too, as one that stands alone. */
  sealAll(): void {
    this.#seal(this.#tail, []);
  }

  #seal(rows: readonly PollRow[], open: readonly PollRow[]): void {
    const last = rows.at(-1);
    if (last === undefined) return;
    this.#db.transaction(() => {
      const { marks, first } = seal(this.tables, rows, open[0] ?? null, this.#sealed);
      this.states.seal(rows);
      this.tables.open.removeUpTo(last.seq);
      const { at, every, cause } = last;
      this.remember({ nextSeq: last.seq + 1, marks, first, last: { at, every, cause } });
    });
    this.#tail = [...open];
    this.#ledger = null;
    this.states.sealed(open);
  }

  get sealed(): SealedState {
    return this.#sealed;
  }

  /** Belongs into a transaction. */
  remember(state: SealedState): void {
    this.tables.meta.set(SEALED_KEY, JSON.stringify(state));
    this.#sealed = state;
    this.#ledger = null;
  }

  /** The newest row, failed polls too; null without any. */
  newest(): LastRow | null {
    return this.#tail.at(-1) ?? this.#sealed.last;
  }

  close(): void {
    this.#db.close();
  }
}
