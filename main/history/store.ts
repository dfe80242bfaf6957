import { heldUntil } from '../../app/history/hold.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';
import { EventLog } from './event-log.ts';
import { type CounterMarks, Ledger, NO_MARKS } from './ledger.ts';
import type { PollRow } from './poll-row.ts';
import { seal } from './seal.ts';
import type { Database } from './sqlite.ts';
import { ChunkTable, Meta, OpenPolls, RawChunks } from './tables.ts';

/** So many rows are sealed together: an hour at one poll in 2 s, most of a day at one in 30 s. */
const SEAL_ROWS = 2048;
const SEALED_KEY = 'sealed';

/** What the sealed rows left behind. */
interface SealedState {
  readonly nextSeq: number;
  readonly marks: CounterMarks;
}

export interface StoreTables {
  readonly meta: Meta;
  readonly open: OpenPolls;
  readonly raw: RawChunks;
  readonly marks: ChunkTable;
  readonly rollups: ChunkTable;
  readonly energy: ChunkTable;
  readonly events: EventLog;
}

/**
 * One history file: rows that are still open, also held in memory, beside sealed chunks. Belongs to one
 * thread. Every method may throw SQLite's errors.
 */
export class Store {
  readonly tables: StoreTables;
  readonly #db: Database;
  #tail: PollRow[] = [];
  #sealed: SealedState = { nextSeq: 1, marks: NO_MARKS };

  constructor(db: Database) {
    this.#db = db;
    this.tables = {
      meta: new Meta(db),
      open: new OpenPolls(db),
      raw: new RawChunks(db),
      marks: new ChunkTable(db, 'mark_chunk'),
      rollups: new ChunkTable(db, 'rollup_chunk'),
      energy: new ChunkTable(db, 'energy_chunk'),
      events: new EventLog(db),
    };
    this.reload();
  }

  /** Reads the open rows anew, after somebody else may have changed the file. */
  reload(): void {
    const sealed = this.tables.meta.get(SEALED_KEY);
    this.#sealed =
      sealed === null ? { nextSeq: 1, marks: NO_MARKS } : (JSON.parse(sealed) as SealedState);
    this.#tail = this.tables.open.all();
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
  }

  /** Whether so many rows are open that they should be sealed. */
  get isSealDue(): boolean {
    return this.#tail.length > SEAL_ROWS;
  }

  /** Energy of the open rows, on from what is sealed. */
  tailLedger(): Ledger {
    const ledger = new Ledger(this.#sealed.marks);
    for (const row of this.#tail) ledger.add(row);
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
    if (newest === undefined || this.#tail.length < 2) return;
    const rows = this.#tail.slice(0, -1);
    const last = rows.at(-1)?.seq ?? 0;
    this.#db.transaction(() => {
      const marks = seal(this.tables, rows, newest, this.#sealed.marks);
      this.tables.open.removeUpTo(last);
      this.#remember({ nextSeq: last + 1, marks });
    });
    this.#tail = [newest];
  }

  /** When the newest reading was made; null without any. */
  newestReading(): PollRow | null {
    return this.#tail.findLast((row) => row.cause === null) ?? null;
  }

  /** The time of the newest row; null without any. */
  newestAt(): EpochMs | null {
    const row = this.#tail.at(-1);
    return row === undefined ? null : epochMs(row.at);
  }

  #remember(state: SealedState): void {
    this.tables.meta.set(SEALED_KEY, JSON.stringify(state));
    this.#sealed = state;
  }

  close(): void {
    this.#db.close();
  }
}
