import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HistoryFault } from '../../app/history/fault.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { EpochMs } from '../../app/units.ts';
import { COMPANIONS, freeName } from '../durable.ts';
import { isNoFile } from '../is-no-file.ts';
import { makeFolder } from '../make-folder.ts';
import { copyRows, ImpossibleRow } from './copy-rows.ts';
import { faultOf, openingFaultOf } from './fault-of.ts';
import { isSound, openForReading } from './open-file.ts';
import { checkSchema, ownTables } from './own-schema.ts';
import { isReadable } from './readable.ts';
import { finishReplacing, incomingOf, removeIncoming, replaceFile } from './replace-file.ts';
import { MIGRATIONS, migrate, readHeader } from './schema.ts';
import { type Database, openDatabase, SQLITE, sqliteCode } from './sqlite.ts';
import { stamp } from './stamp.ts';
import { lockForWriting } from './writer-lock.ts';

export interface Restored {
  /** Where the history that was there is kept; null when there was none. */
  readonly kept: string | null;
  /** What somebody else had put into the backup and did not come along; empty: nothing. */
  readonly left: string;
}

/**
 * Makes a new history of the rows of a backup, its log included, and puts it in the place of `file`, which
 * must not be open anywhere for writing. Nothing but the rows comes in, and what is not as this app
 * writes it is refused; then nothing has changed.
 */
export function restore(
  file: string,
  backup: string,
  now: EpochMs,
): Result<Restored, HistoryFault> {
  const source = openForReading(backup);
  if (!source.ok) {
    // Text or a picture is no damaged history but none at all.
    return source.error.kind === 'corrupt' ? err({ kind: 'not-ours', file: backup }) : source;
  }
  const target = readyTarget(file);
  if (!target.ok) {
    source.value.close();
    return target;
  }
  try {
    const taken = takeIn(source.value, backup, file);
    return taken.ok ? ok({ kept: putInPlace(file, now), left: taken.value }) : taken;
  } catch (error) {
    removeIncoming(file, 'restore');
    return err(faultOf(error, file));
  } finally {
    target.value.release();
  }
}

/** The lock on a place where a history can be. */
function readyTarget(file: string): Result<{ release(): void }, HistoryFault> {
  try {
    makeFolder(dirname(file));
    if (isNoFile(file)) return err({ kind: 'not-a-file', file });
    const lock = lockForWriting(file);
    if (!lock.ok) return lock;
    try {
      finishReplacing(file);
      return lock;
    } catch (error) {
      lock.value.release();
      throw error;
    }
  } catch (error) {
    return err(faultOf(error, file));
  }
}

/** Copies the rows, closes the backup, checks what came in. @returns what stays behind @throws what the disk says */
function takeIn(from: Database, backup: string, file: string): Result<string, HistoryFault> {
  const left = checkSchema(from).foreign.map(({ type, name }) => `${type} ${name}`);
  const isSame = copyWhole(from, file);
  if (isSame) return ok(left.join(', '));
  removeIncoming(file, 'restore');
  return err({ kind: 'corrupt', file: backup });
}

/** Whether all of it arrived and is as this app writes it. */
function copyWhole(from: Database, file: string): boolean {
  let into: Database | null = null;
  try {
    const { version } = readHeader(from);
    removeIncoming(file, 'restore');
    into = openDatabase(incomingOf(file, 'restore'), { readOnly: false });
    const target = into;
    migrate(target, MIGRATIONS.slice(0, version), 'OFF');
    const isSame = from.snapshot(() => target.transaction(() => copyAll(from, target, version)));
    migrate(target, MIGRATIONS, 'OFF');
    const isFine = isSame && isSound(target) && isReadable(target);
    target.exec('PRAGMA journal_mode=DELETE');
    return isFine;
  } catch (error) {
    if (!isOfBackup(error)) throw error;
    return false;
  } finally {
    into?.close();
    from.close();
  }
}

/** Whether every row of the backup arrived. */
function copyAll(from: Database, into: Database, version: number): boolean {
  return ownTables(version).every((table) => {
    const count = `SELECT count(*) AS n FROM ${table.name}`;
    const copied = copyRows(from, into, table);
    return [from, into].every((db) => db.prepare<{ n: number }>(count).get()?.n === copied);
  });
}

/** Whether it was the backup at which copying failed, and not our own disk. */
function isOfBackup(error: unknown): boolean {
  if (error instanceof ImpossibleRow) return true;
  const code = sqliteCode(error);
  if (code === SQLITE.constraint || code === SQLITE.error) return true;
  return faultOf(error, '').kind === 'corrupt';
}

/** @returns where the history that was there is kept */
function putInPlace(file: string, now: EpochMs): string | null {
  const isThere = COMPANIONS.some((companion) => existsSync(file + companion));
  const kept = isThere ? freeName(`${file}.before-restore-${stamp(now)}`) : null;
  foldLog(file);
  replaceFile(file, 'restore', kept);
  return kept;
}

/** One file has one name; where its log cannot be folded into it, it is moved along. */
function foldLog(file: string): void {
  if (!existsSync(`${file}-wal`) || !existsSync(file)) return;
  // Beside a broken file SQLite would throw the log away.
  const sound = openForReading(file);
  if (!sound.ok) return;
  sound.value.close();
  try {
    const db = openDatabase(file, { readOnly: false });
    try {
      db.exec('PRAGMA journal_mode=DELETE');
    } finally {
      db.close();
    }
  } catch (error) {
    openingFaultOf(error, file);
  }
}
