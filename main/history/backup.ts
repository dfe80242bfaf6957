import { existsSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { HistoryFault } from '../../app/history/fault.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { faultOf } from './fault-of.ts';
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
  const partial = `${file}.partial`;
  try {
    rmSync(partial, { force: true });
    await db.backup(partial, (left, total) => {
      if (control.stop.aborted) throw new Cancelled();
      control.report({ done: total - left, total });
    });
    leaveWal(partial);
    await rename(partial, file);
    return ok(undefined);
  } catch (error) {
    if (control.stop.aborted) return err({ kind: 'cancelled' });
    return err(faultOf(error, file));
  } finally {
    for (const companion of ['', '-wal', '-shm']) rmSync(partial + companion, { force: true });
  }
}

/** One file without companions, that opens from a read-only medium too. */
function leaveWal(file: string): void {
  const db = openDatabase(file, { readOnly: false });
  try {
    db.exec('PRAGMA journal_mode=DELETE');
  } finally {
    db.close();
  }
}
