import { err, ok, type Result } from '../../app/result.ts';
import type { Database } from './sqlite.ts';

/** 'WAGO' in the file's header says that the database is ours. */
export const APPLICATION_ID = 0x5741474f;

/** Small pages waste less at the end of each blob. */
const PAGE_BYTES = 2048;

/**
 * open_poll holds the newest polls as rows; each batch of them is sealed into raw_chunk (as polled),
 * mark_chunk (a UTC day of readings nearest each 30-s mark), rollup_chunk and energy_chunk
 * in one transaction. `wire` is ten little-endian float32 as the meter sent them, NaN for null.
 */
const VERSION_1 = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE open_poll (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, every INTEGER NOT NULL,
    cause INTEGER NOT NULL, flags INTEGER NOT NULL, wire BLOB NOT NULL
  ) STRICT;
  CREATE TABLE raw_chunk (
    first_seq INTEGER PRIMARY KEY, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE TABLE mark_chunk (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
  CREATE TABLE rollup_chunk (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
  CREATE TABLE energy_chunk (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
  CREATE TABLE event (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, at INTEGER NOT NULL, until INTEGER,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX event_by_kind ON event (kind, at);
  CREATE TABLE rejection (
    day INTEGER NOT NULL, field TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (day, field, reason)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * heat_chunk holds a UTC day of the heat side, minute by minute. `queries` names what the Pi's
 * Prometheus was asked with, and `asked_until` up to where, so that filling goes on where it ended.
 */
const HEAT_SIDE = `
  CREATE TABLE heat_chunk (
    id INTEGER PRIMARY KEY, asked_until INTEGER NOT NULL, queries TEXT NOT NULL, body BLOB NOT NULL
  ) STRICT;
`;
/** What the heat pump did, per quarter of an hour in chunks of 30 days, and run by run; both for ever. */
const DOINGS = `
  CREATE TABLE doing_chunk (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
  CREATE TABLE run (
    start INTEGER PRIMARY KEY, until INTEGER NOT NULL, start_seen INTEGER NOT NULL,
    end_seen INTEGER NOT NULL, peak REAL NOT NULL, defrosts INTEGER NOT NULL, parts BLOB NOT NULL
  ) STRICT;
  CREATE INDEX run_by_end ON run (until);
`;

/** MIGRATIONS[n] leads from version n to n + 1. Never change one that was released; add the next. */
export const MIGRATIONS: readonly string[] = [VERSION_1, HEAT_SIDE, DOINGS];

export type SchemaFault =
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'not-ours' };

interface Header {
  readonly version: number;
  readonly application: number;
  readonly tables: number;
}

export function readHeader(db: Database): Header {
  const version = db.prepare<{ user_version: number }>('PRAGMA user_version').get();
  const application = db.prepare<{ application_id: number }>('PRAGMA application_id').get();
  const tables = db.prepare<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema').get();
  return {
    version: version?.user_version ?? 0,
    application: application?.application_id ?? 0,
    tables: tables?.n ?? 0,
  };
}

/** An older file that is only read, or that broke before it came up to date, has not all of them. */
export const hasTable = (db: Database, name: string): boolean =>
  db.prepare<{ n: number }>('SELECT 1 AS n FROM sqlite_schema WHERE name = ?').get(name) !==
  undefined;

/** Whether the file is a history that this program understands. A new file is empty and fine. */
export function judgeHeader(
  { version, application, tables }: Header,
  newest: number = MIGRATIONS.length,
): Result<void, SchemaFault> {
  const empty = version === 0 && application === 0 && tables === 0;
  if (!empty && application !== APPLICATION_ID) return err({ kind: 'not-ours' });
  return version > newest ? err({ kind: 'newer', version }) : ok(undefined);
}

/**
 * Makes a new file ours and brings an older one up to date, one version in one transaction.
 * @param synchronous OFF: whoever calls sees to it that all of the file is on the disk in the end.
 */
export function migrate(
  db: Database,
  migrations: readonly string[] = MIGRATIONS,
  synchronous: 'FULL' | 'OFF' = 'FULL',
): void {
  const { version, tables } = readHeader(db);
  if (tables === 0) db.exec(`PRAGMA page_size=${PAGE_BYTES}; PRAGMA auto_vacuum=INCREMENTAL`);
  db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA temp_store=MEMORY`);
  for (let from = version; from < migrations.length; from++) {
    db.transaction(() => {
      db.exec(migrations[from] ?? '');
      db.exec(`PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=${from + 1}`);
    });
  }
}

/** Empty tables in memory for those that an older file, which is only read, does not have yet. */
export function standIn(db: Database, version: number): void {
  for (const migration of MIGRATIONS.slice(version)) {
    db.exec(
      migration
        .replaceAll('CREATE TABLE ', 'CREATE TEMP TABLE ')
        .replaceAll('CREATE INDEX ', 'CREATE INDEX temp.'),
    );
  }
}
