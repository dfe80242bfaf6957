import type { EpochMs } from '../../app/units.ts';
import { freeName } from '../durable.ts';
import { DamagedChunk } from './codec/bytes.ts';
import { Chunk } from './codec/chunk.ts';
import { rescueRows } from './copy-rows.ts';
import { faultOf } from './fault-of.ts';
import { ownTables } from './own-schema.ts';
import { rebuildLost } from './rebuild.ts';
import { incomingOf, removeIncoming, replaceFile } from './replace-file.ts';
import type { Row } from './row-check.ts';
import { MIGRATIONS, migrate } from './schema.ts';
import { type Database, openDatabase, SQLITE, sqliteCode } from './sqlite.ts';
import { stamp } from './stamp.ts';
import { Store } from './store.ts';

export interface Rescued {
  /** Where the broken file is kept. */
  readonly setAside: string;
  /** Days of readings that could be saved. */
  readonly days: number;
}

/**
 * Puts a new file with what can still be read in the place of a broken one, which is kept. Until then
 * the broken one stays where it is. @param readable whether SQLite may be let near it
 * @throws what the disk says
 */
export function rescue(file: string, readable: boolean, now: EpochMs): Rescued {
  removeIncoming(file, 'rescue');
  const db = openDatabase(incomingOf(file, 'rescue'), { readOnly: false });
  let days = 0;
  try {
    migrate(db, MIGRATIONS, 'OFF');
    if (readable) days = rescueInto(file, db);
    db.exec('PRAGMA journal_mode=DELETE');
  } finally {
    db.close();
  }
  const setAside = freeName(`${file}.broken-${stamp(now)}`);
  replaceFile(file, 'rescue', setAside);
  return { setAside, days };
}

/** Takes over what can still be read. @returns the days of readings that could be saved */
export function rescueInto(broken: string, into: Database): number {
  let from: Database | null = null;
  try {
    from = openDatabase(broken, { readOnly: false, tolerant: true });
    const source = from;
    for (const table of ownTables()) {
      into.transaction(() => rescueRows(source, into, table, isWhole));
    }
  } catch (error) {
    // Nothing of it can be read; the new history begins empty. On a full disk it is tried another time.
    const fault = sqliteCode(error) === SQLITE.error ? null : faultOf(error, broken);
    if (fault?.kind === 'no-space') throw error;
  } finally {
    from?.close();
  }
  rebuildLost(new Store(into));
  return into.prepare<{ n: number }>('SELECT count(*) AS n FROM mark_chunk').get()?.n ?? 0;
}

function isWhole({ body }: Row): boolean {
  if (!(body instanceof Uint8Array)) return true;
  try {
    new Chunk(body);
    return true;
  } catch (error) {
    if (error instanceof DamagedChunk) return false;
    throw error;
  }
}
