import { DamagedChunk } from './codec/bytes.ts';
import { Chunk } from './codec/chunk.ts';
import { faultOf } from './fault-of.ts';
import { hasTable } from './schema.ts';
import { type Database, openDatabase, type SqlValue, sqliteCode } from './sqlite.ts';

interface TablePlan {
  readonly name: string;
  readonly key: string;
  readonly columns: readonly string[];
}

/** Small tables first. Events get new numbers, all others keep their keys. */
const TABLES: readonly TablePlan[] = [
  { name: 'meta', key: 'key', columns: ['key', 'value'] },
  {
    name: 'open_poll',
    key: 'seq',
    columns: ['seq', 'at', 'every', 'cause', 'flags', 'wire'],
  },
  { name: 'event', key: 'id', columns: ['id', 'kind', 'at', 'until', 'detail'] },
  { name: 'mark_chunk', key: 'id', columns: ['id', 'body'] },
  { name: 'energy_chunk', key: 'id', columns: ['id', 'body'] },
  { name: 'doing_chunk', key: 'id', columns: ['id', 'body'] },
  {
    name: 'run',
    key: 'start',
    columns: ['start', 'until', 'start_seen', 'end_seen', 'peak', 'defrosts', 'parts'],
  },
  { name: 'rollup_chunk', key: 'id', columns: ['id', 'body'] },
  { name: 'heat_chunk', key: 'id', columns: ['id', 'asked_until', 'queries', 'body'] },
  { name: 'raw_chunk', key: 'first_seq', columns: ['first_seq', 'from_at', 'to_at', 'body'] },
];

/**
 * Takes over what can still be read of a broken file. Each table is read from its beginning up
 * to the damage and then from its end down to it.
 * @returns the days of readings that could be saved.
 */
export function rescue(broken: string, into: Database): number {
  let from: Database | null = null;
  try {
    from = openDatabase(broken, { readOnly: false });
    const source = from;
    into.transaction(() => {
      for (const table of TABLES) copyTable(source, into, table);
    });
    return into.prepare<{ n: number }>('SELECT count(*) AS n FROM mark_chunk').get()?.n ?? 0;
  } catch (error) {
    // Nothing of it can be read; the new history begins empty.
    if (sqliteCode(error) === null) faultOf(error, broken);
    return 0;
  } finally {
    from?.close();
  }
}

function copyTable(from: Database, into: Database, { name, key, columns }: TablePlan): void {
  const list = columns.join(', ');
  const insert = into.prepare(
    `INSERT OR IGNORE INTO ${name} (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const direction of ['ASC', 'DESC']) {
    try {
      if (!hasTable(from, name)) return;
      const select = from.prepare<Record<string, SqlValue>>(
        `SELECT ${list} FROM ${name} NOT INDEXED ORDER BY ${key} ${direction}`,
      );
      for (const row of select.iterate()) {
        if (isWhole(row)) insert.run(...columns.map((column) => row[column] ?? null));
      }
      return;
    } catch (error) {
      // Also where the damage made the table another one.
      if (sqliteCode(error) === null) faultOf(error, name);
    }
  }
}

function isWhole({ body }: Readonly<Record<string, SqlValue>>): boolean {
  if (!(body instanceof Uint8Array)) return true;
  try {
    new Chunk(body);
    return true;
  } catch (error) {
    if (error instanceof DamagedChunk) return false;
    throw error;
  }
}
