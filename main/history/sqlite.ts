import { backup, DatabaseSync } from '@photostructure/sqlite';

export type SqlValue = number | string | Uint8Array | null;

/** A prepared statement; `Row` is what its SELECT names. */
export interface Statement<Row> {
  run(...values: SqlValue[]): void;
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
  /** Row by row, so that what came before damage in the file is not lost with it. */
  iterate(...values: SqlValue[]): Iterable<Row>;
}

/** The little of SQLite that history needs; node:sqlite has the same under the same names. */
export interface Database {
  /** null: in memory. */
  readonly file: string | null;
  exec(sql: string): void;
  prepare<Row = Record<string, never>>(sql: string): Statement<Row>;
  /** Everything in `work` is kept, or nothing when it throws. */
  transaction<T>(work: () => T): T;
  /** Everything that `work` reads is of one moment, whoever writes meanwhile. */
  snapshot<T>(work: () => T): T;
  /** Copies a consistent state into a new file while writing goes on; throws what `onPages` throws. */
  backup(file: string, onPages: (left: number, total: number) => void): Promise<void>;
  close(): void;
}

/** How long to wait for another process that holds the file for a moment. */
const BUSY_MS = 5000;
/** Pages of 2 KiB copied between two looks at the mailbox. */
const BACKUP_PAGES = 512;

/**
 * A file may come from anybody. No trigger runs, whatever put it there: a statement that would set one
 * off fails. The largest blob that history writes is far below a megabyte.
 */
const LIMITS = { triggerDepth: 0, length: 16 * 1024 * 1024 };
/** Functions in a file's schema reach nothing outside of it; cells are checked before they are read. */
const DISTRUST = 'PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA cache_size=-2000';
/** Without it one line of nonsense in the schema hides all tables. */
const TOLERATE = 'PRAGMA writable_schema=ON';

export interface OpenOptions {
  readonly readOnly: boolean;
  /** Reads what it can of a broken file, of which nothing may be written. */
  readonly tolerant?: boolean;
}

/** What SQLite itself is asked, so that tests can make it fail. */
export type Connection = InstanceType<typeof DatabaseSync>;
export type Connect = (file: string, options: OpenOptions) => Connection;

export const connect: Connect = (file, { readOnly, tolerant = false }) => {
  const db = new DatabaseSync(file, {
    timeout: BUSY_MS,
    readOnly,
    defensive: !tolerant,
    enableForeignKeyConstraints: false,
    limits: LIMITS,
  });
  try {
    if (tolerant) db.exec(TOLERATE);
    db.exec(DISTRUST);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

class SqliteDatabase implements Database {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  get file(): string | null {
    return this.#db.location();
  }

  exec(sql: string): void {
    this.#db.exec(sql);
  }

  prepare<Row>(sql: string): Statement<Row> {
    const statement = this.#db.prepare(sql);
    return {
      run: (...values) => {
        statement.run(...values);
      },
      get: (...values) => statement.get(...values) as Row | undefined,
      all: (...values) => statement.all(...values) as Row[],
      iterate: (...values) => statement.iterate(...values) as Iterable<Row>,
    };
  }

  transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      this.#db.exec('COMMIT');
      return value;
    } catch (error) {
      // A full disk may have rolled back by itself.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  snapshot<T>(work: () => T): T {
    this.#db.exec('BEGIN');
    try {
      return work();
    } finally {
      if (this.#db.isTransaction) this.#db.exec('COMMIT');
    }
  }

  async backup(file: string, onPages: (left: number, total: number) => void): Promise<void> {
    await backup(this.#db, file, {
      rate: BACKUP_PAGES,
      progress: ({ remainingPages, totalPages }) => onPages(remainingPages, totalPages),
    });
  }

  close(): void {
    this.#db.close();
  }
}

/** @throws an error that {@link sqliteCode} understands. */
export function openDatabase(
  file: string,
  options: OpenOptions & { readonly connect?: Connect },
): Database {
  return new SqliteDatabase((options.connect ?? connect)(file, options));
}

/** Primary result codes of SQLite that history tells apart. */
export const SQLITE = {
  error: 1,
  busy: 5,
  readOnly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cantOpen: 14,
  tooBig: 18,
  constraint: 19,
  notADatabase: 26,
} as const;

/** SQLite's primary result code of a thrown error; null when it is another kind of error. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode % 256 : null;
}
