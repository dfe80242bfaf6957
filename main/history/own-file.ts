import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EpochMs } from '../../app/units.ts';
import { COMPANIONS, freeName } from '../durable.ts';
import { makeFolder } from '../make-folder.ts';
import { incomingOf, removeIncoming, replaceFile } from './replace-file.ts';
import type { Database } from './sqlite.ts';
import { stamp } from './stamp.ts';

/**
 * Which file lies at a path; null: none. An open database goes on writing into a file that was
 * deleted or replaced, without a word from SQLite, and all of it is gone with the process.
 */
export function identityOf(file: string): string | null {
  try {
    const { dev, ino } = statSync(file, { bigint: true });
    return `${dev}/${ino}`;
  } catch {
    return null;
  }
}

/** Writes everything that `db` still has beside where its file was. @throws what the disk or SQLite says */
export function writeOut(db: Database, file: string): void {
  makeFolder(dirname(file));
  removeIncoming(file, 'rewrite');
  db.prepare('VACUUM INTO ?').run(incomingOf(file, 'rewrite'));
}

/** Puts what {@link writeOut} wrote in its place, once the old database is closed; keeps what lies there. */
export function putBack(file: string, now: EpochMs): void {
  const isThere = COMPANIONS.some((companion) => existsSync(file + companion));
  replaceFile(file, 'rewrite', isThere ? freeName(`${file}.found-${stamp(now)}`) : null);
}
