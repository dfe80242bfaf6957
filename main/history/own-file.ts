import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EpochMs } from '../../app/units.ts';
import { makeFolder } from '../make-folder.ts';
import { COMPANIONS, moveWithCompanions, stamp } from './open-file.ts';
import type { Database } from './sqlite.ts';

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

const copyOf = (file: string): string => `${file}.rewritten`;

/** Writes everything that `db` still has beside where its file was. @throws what the disk or SQLite says */
export function writeOut(db: Database, file: string): void {
  makeFolder(dirname(file));
  rmSync(copyOf(file), { force: true });
  db.prepare('VACUUM INTO ?').run(copyOf(file));
}

/** Puts what {@link writeOut} wrote in its place, once the old database is closed; keeps what lies there. */
export function putBack(file: string, now: EpochMs): void {
  if (existsSync(file)) moveWithCompanions(file, `${file}.found-${stamp(now)}`);
  // Logs of a file that is not there would be taken for those of the new one.
  for (const companion of COMPANIONS) rmSync(file + companion, { force: true });
  renameSync(copyOf(file), file);
}
