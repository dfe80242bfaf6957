import { existsSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HistoryFault } from '../../app/history/fault.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { EpochMs } from '../../app/units.ts';
import { makeFolder } from '../make-folder.ts';
import { faultOf, openingFaultOf } from './fault-of.ts';
import { hasOwnTables, judgeHeader, migrate, readHeader, standIn } from './schema.ts';
import { type Database, openDatabase } from './sqlite.ts';

export interface OpenedFile {
  readonly db: Database;
  /** Where a broken file was put; null when there was none. */
  readonly setAside: string | null;
}

/**
 * Opens the history for writing and makes it when there is none. A broken file is set aside with its
 * companions, a file of a newer version or of another program is left as it is.
 */
export function openForWriting(file: string, now: EpochMs): Result<OpenedFile, HistoryFault> {
  try {
    const first = openSound(file);
    if (first.ok) return ok({ db: first.value, setAside: null });
    if (first.error.kind !== 'corrupt') return first;
    const setAside = setAsideBroken(file, now);
    const second = openChecked(file);
    return second.ok ? ok({ db: second.value, setAside }) : second;
  } catch (error) {
    return err(faultOf(error, file));
  }
}

/** Opens the history for writing, or makes it; a broken file stays where it is. */
export function openSound(file: string): Result<Database, HistoryFault> {
  try {
    makeFolder(dirname(file));
  } catch (error) {
    return err(faultOf(error, file));
  }
  return openChecked(file);
}

function openChecked(file: string): Result<Database, HistoryFault> {
  if (isEmptyWithLog(file)) return err({ kind: 'corrupt', file });
  let db: Database | null = null;
  try {
    db = openDatabase(file, { readOnly: false });
    const judged = judgeHeader(readHeader(db));
    const sound = judged.ok ? isSound(db) : true;
    if (judged.ok && sound) {
      migrate(db);
      return ok(db);
    }
    db.close();
    if (!judged.ok) return err({ kind: judged.error.kind, file });
    return err({ kind: 'corrupt', file });
  } catch (error) {
    db?.close();
    return err(openingFaultOf(error, file));
  }
}

/** Opens an existing history to read from it; another process may go on writing. */
export function openForReading(file: string): Result<Database, HistoryFault> {
  if (!existsSync(file)) return err({ kind: 'not-there', file });
  let db: Database | null = null;
  try {
    db = openDatabase(file, { readOnly: true });
    const header = readHeader(db);
    const judged = judgeHeader(header);
    if (judged.ok && header.tables > 0) {
      standIn(db, header.version);
      return ok(db);
    }
    db.close();
    return err({ kind: judged.ok ? 'not-ours' : judged.error.kind, file });
  } catch (error) {
    db?.close();
    return err(openingFaultOf(error, file));
  }
}

/** SQLite would take an empty file for a new one and throw away a log that belonged to the old. */
function isEmptyWithLog(file: string): boolean {
  return sizeOf(file) === 0 && (sizeOf(`${file}-wal`) ?? 0) > 0;
}

const sizeOf = (file: string): number | null =>
  statSync(file, { throwIfNoEntry: false })?.size ?? null;

/** SQLite's own check of the whole file, without its indexes, and whether the tables are ours. */
export function isSound(db: Database): boolean {
  const rows = db.prepare<{ quick_check: string }>('PRAGMA quick_check(1)').all();
  return rows.length === 1 && rows[0]?.quick_check === 'ok' && hasOwnTables(db);
}

/** `2026-11-22T19-54-03Z`: sorts by time and is a file name everywhere. */
export const stamp = (now: EpochMs): string =>
  new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');

export const COMPANIONS = ['', '-wal', '-shm'];

/** Renames the file and its companions, so that they can still be opened together. */
export function moveWithCompanions(from: string, to: string): void {
  for (const companion of COMPANIONS) {
    if (existsSync(from + companion)) renameSync(from + companion, to + companion);
  }
}

function setAsideBroken(file: string, now: EpochMs): string {
  const aside = `${file}.broken-${stamp(now)}`;
  moveWithCompanions(file, aside);
  return aside;
}
