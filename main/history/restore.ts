import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HistoryFault } from '../../app/history/fault.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { EpochMs } from '../../app/units.ts';
import { makeFolder } from '../make-folder.ts';
import { faultOf, openingFaultOf } from './fault-of.ts';
import { isSound, moveWithCompanions, openForReading, stamp } from './open-file.ts';
import { type Database, sqliteCode } from './sqlite.ts';
import { Store } from './store.ts';
import { lockForWriting } from './writer-lock.ts';

/**
 * Puts a backup in the place of the history `file`, which must not be open anywhere for writing.
 * @returns where the history that was there is kept; null when there was none.
 */
export function restore(
  file: string,
  backup: string,
  now: EpochMs,
): Result<string | null, HistoryFault> {
  const checked = checkBackup(backup);
  if (!checked.ok) return checked;
  try {
    makeFolder(dirname(file));
  } catch (error) {
    return err(faultOf(error, file));
  }
  const lock = lockForWriting(file);
  if (!lock.ok) return lock;
  const incoming = `${file}.restoring`;
  try {
    // Copied first: when that fails nothing has changed yet.
    copyFileSync(backup, incoming);
    const kept = existsSync(file) ? `${file}.before-restore-${stamp(now)}` : null;
    if (kept !== null) moveWithCompanions(file, kept);
    renameSync(incoming, file);
    return ok(kept);
  } catch (error) {
    rmSync(incoming, { force: true });
    return err(faultOf(error, file));
  } finally {
    lock.value.release();
  }
}

/** Whether what the file says of itself can be read; SQLite's own check is blind for what rows hold. */
function isReadable(db: Database): boolean {
  try {
    new Store(db);
    return true;
  } catch (error) {
    if (sqliteCode(error) === null && !(error instanceof SyntaxError)) throw error;
    return false;
  }
}

/** A backup is a sound history of ours, not of a newer version. */
function checkBackup(backup: string): Result<void, HistoryFault> {
  const opened = openForReading(backup);
  if (!opened.ok) {
    // Text or a picture is no damaged history but none at all.
    return opened.error.kind === 'corrupt' ? err({ kind: 'not-ours', file: backup }) : opened;
  }
  const db = opened.value;
  try {
    return isSound(db) && isReadable(db) ? ok(undefined) : err({ kind: 'corrupt', file: backup });
  } catch (error) {
    return err(openingFaultOf(error, backup));
  } finally {
    db.close();
  }
}
