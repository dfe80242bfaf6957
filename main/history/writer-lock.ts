import { dirname } from 'node:path';
import type { HistoryFault } from '../../app/history/fault.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { makeFolder } from '../make-folder.ts';
import { faultOf } from './fault-of.ts';
import { type Database, openDatabase } from './sqlite.ts';

/**
 * One writer for a history, whoever dies how: the lock is SQLite's own on an empty database beside
 * the file, and the system takes it away with the process. Readers do not need it.
 */
export function lockForWriting(file: string): Result<{ release(): void }, HistoryFault> {
  let db: Database | null = null;
  try {
    makeFolder(dirname(file));
    db = openDatabase(`${file}.lock`, { readOnly: false });
    db.exec('PRAGMA busy_timeout=0; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
    const held = db;
    return ok({ release: () => held.close() });
  } catch (error) {
    db?.close();
    const fault = faultOf(error, file);
    return err(fault);
  }
}
