import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HistoryFault, HistoryNotice } from '../../app/history/fault.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { EpochMs } from '../../app/units.ts';
import { isNoFile } from '../is-no-file.ts';
import { makeFolder } from '../make-folder.ts';
import { faultOf, openingFaultOf } from './fault-of.ts';
import { checkSchema, type Foreign, removeForeign } from './own-schema.ts';
import { isReadable } from './readable.ts';
import { finishReplacing, type Leftover } from './replace-file.ts';
import { rescue } from './rescue.ts';
import { judgeHeader, migrate, readHeader, standIn } from './schema.ts';
import { type Database, openDatabase } from './sqlite.ts';

export interface OpenedFile {
  readonly db: Database;
  /** What a person should know about how the file was found. */
  readonly notices: readonly HistoryNotice[];
}

/**
 * Opens the history for writing and makes it when there is none. A broken file, or one that another
 * program changed, is set aside and what can be read of it taken over; a file of a newer version or of
 * another program is left as it is. Belongs under the lock.
 */
export function openForWriting(file: string, now: EpochMs): Result<OpenedFile, HistoryFault> {
  const first = openSound(file);
  if (first.ok || !isBroken(first.error)) return first;
  try {
    const { setAside, days } = rescue(file, !isEmptyWithLog(file), now);
    const second = openChecked(file);
    if (!second.ok) return second;
    const notice = { kind: 'set-aside', file: setAside, days } as const;
    return ok({ db: second.value.db, notices: [notice] });
  } catch (error) {
    return err(faultOf(error, file));
  }
}

const isBroken = ({ kind }: HistoryFault): boolean => kind === 'corrupt' || kind === 'altered';

/** As {@link openForWriting}, but a broken file stays where it is. */
export function openSound(file: string): Result<OpenedFile, HistoryFault> {
  try {
    makeFolder(dirname(file));
    if (isNoFile(file)) return err({ kind: 'not-a-file', file });
    const leftover = finishReplacing(file);
    const opened = openChecked(file);
    if (!opened.ok || leftover === null) return opened;
    const { db, notices } = opened.value;
    return ok({ db, notices: [...noticesOf(leftover, file, db), ...notices] });
  } catch (error) {
    return err(faultOf(error, file));
  }
}

/** What is said about a replacement that an earlier process began. */
function noticesOf(leftover: Leftover, file: string, db: Database): readonly HistoryNotice[] {
  const { kind, why } = leftover;
  if (kind === 'undone') return why === 'restore' ? [{ kind: 'restore-undone' }] : [];
  if (why === 'restore') return [{ kind: 'restore-finished', file: leftover.kept }];
  if (why === 'rewrite') return [{ kind: 'brought-back', file }];
  const days = db.prepare<{ n: number }>('SELECT count(*) AS n FROM mark_chunk').get()?.n ?? 0;
  return [{ kind: 'set-aside', file: leftover.kept ?? file, days }];
}

function openChecked(file: string): Result<OpenedFile, HistoryFault> {
  if (isEmptyWithLog(file)) return err({ kind: 'corrupt', file });
  let db: Database | null = null;
  try {
    db = openDatabase(file, { readOnly: false });
    const checked = bringUpToDate(db, file);
    if (!checked.ok) {
      db.close();
      return checked;
    }
    const names = checked.value.map(({ type, name }) => `${type} ${name}`).join(', ');
    return ok({ db, notices: names === '' ? [] : [{ kind: 'foreign-removed', file, names }] });
  } catch (error) {
    db?.close();
    return err(openingFaultOf(error, file));
  }
}

/**
 * Nothing of the file runs before its schema was found to be ours. @returns what somebody else had put
 * into it and is taken out
 */
function bringUpToDate(db: Database, file: string): Result<readonly Foreign[], HistoryFault> {
  const header = readHeader(db);
  const judged = judgeHeader(header);
  if (!judged.ok) return err({ kind: judged.error.kind, file });
  const isNew = header.application === 0;
  const { isOurs, foreign } = isNew ? { isOurs: true, foreign: [] } : checkSchema(db);
  if (!isOurs) return err({ kind: 'altered', file });
  if (!isIntact(db)) return err({ kind: 'corrupt', file });
  if (foreign.length > 0) db.transaction(() => removeForeign(db, foreign));
  migrate(db);
  return isReadable(db) ? ok(foreign) : err({ kind: 'corrupt', file });
}

/** Opens an existing history to read from it; another process may go on writing. */
export function openForReading(file: string): Result<Database, HistoryFault> {
  if (!existsSync(file)) return err({ kind: 'not-there', file });
  if (isNoFile(file)) return err({ kind: 'not-a-file', file });
  let db: Database | null = null;
  try {
    db = openDatabase(file, { readOnly: true });
    const reader = db;
    const { header, judged, isOurs } = reader.snapshot(() => {
      const header = readHeader(reader);
      const judged = judgeHeader(header);
      return { header, judged, isOurs: judged.ok && checkSchema(reader).isOurs };
    });
    if (isOurs) {
      standIn(db, header.version);
      return ok(db);
    }
    db.close();
    if (!judged.ok) return err({ kind: judged.error.kind, file });
    return err({ kind: header.tables > 0 ? 'altered' : 'not-ours', file });
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

/** SQLite's own check of the whole file, without its indexes. */
function isIntact(db: Database): boolean {
  const rows = db.prepare<{ quick_check: string }>('PRAGMA quick_check(1)').all();
  return rows.length === 1 && rows[0]?.quick_check === 'ok';
}

/** Whether the file is whole and holds what this app makes and nothing else. */
export function isSound(db: Database): boolean {
  const { isOurs, foreign } = checkSchema(db);
  return isOurs && foreign.length === 0 && isIntact(db);
}
