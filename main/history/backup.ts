import { existsSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { HistoryFault } from '../../app/history/fault.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { COMPANIONS, syncFile, syncNames } from '../durable.ts';
import { isNoFile } from '../is-no-file.ts';
import { faultOf } from './fault-of.ts';
import { checkSchema, removeForeign } from './own-schema.ts';
import type { TaskControl } from './protocol.ts';
import { type Database, openDatabase } from './sqlite.ts';

class Cancelled extends Error {}

/**
 * Copies the history into `file` while recording goes on. The file is there whole or not at all.
 * @param existing what becomes of a file that is there already: it stays, or is replaced at the end.
 */
export async function backUp(
  db: Database,
  file: string,
  control: TaskControl,
  existing: 'keep' | 'replace',
): Promise<Result<void, HistoryFault>> {
  if (existing === 'keep' && existsSync(file)) return err({ kind: 'already-there', file });
  if (isNoFile(file)) return err({ kind: 'not-a-file', file });
  const partial = `${file}.partial`;
  const remove = (): void => {
    for (const companion of COMPANIONS) rmSync(partial + companion, { force: true });
  };
  try {
    remove();
    await db.backup(partial, (left, total) => {
      if (control.stop.aborted) throw new Cancelled();
      control.report({ done: total - left, total });
    });
    finish(partial);
    syncFile(partial);
    await rename(partial, file);
    syncNames(file);
    return ok(undefined);
  } catch (error) {
    if (control.stop.aborted) return err({ kind: 'cancelled' });
    return err(faultOf(error, file));
  } finally {
    remove();
  }
}

/** One file without companions, that opens from a read-only medium too, and with nothing foreign in it. */
function finish(file: string): void {
  const db = openDatabase(file, { readOnly: false });
  try {
    db.exec('PRAGMA journal_mode=DELETE');
    const { foreign } = checkSchema(db);
    db.transaction(() => removeForeign(db, foreign));
  } finally {
    db.close();
  }
}
