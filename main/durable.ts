import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isNoFile } from './is-no-file.ts';

/** What SQLite keeps beside a database: its log, the log's index, the journal of a file without one. */
export const COMPANIONS = ['', '-wal', '-shm', '-journal'];

/** Returns once the content of `file` is on the disk itself. @throws what the disk says */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Returns once the names in the folder of `file` are on the disk, where the system can do that. */
export function syncNames(file: string): void {
  // Windows writes names down by itself and opens no folder.
  if (process.platform === 'win32') return;
  const handle = openSync(dirname(file), 'r');
  try {
    fsyncSync(handle);
  } catch (error) {
    // Some network folders cannot; what was renamed is as safe there as that system makes it.
    const errno = error instanceof Error && 'code' in error ? error.code : null;
    if (errno !== 'EINVAL' && errno !== 'ENOTSUP') throw error;
  } finally {
    closeSync(handle);
  }
}

const ANYBODY = 0o666;

/**
 * Writes a file that is there whole or not at all, whenever the process is killed or the power fails. A
 * pipe or a device is written to as it is.
 * @param mode the rights to it, less what the system takes away @throws what the disk says
 */
export function writeWhole(file: string, data: string | Uint8Array, mode: number = ANYBODY): void {
  if (isNoFile(file)) {
    writeFileSync(file, data);
    return;
  }
  const written = `${file}.new`;
  try {
    rmSync(written, { force: true });
    // Never through a link that somebody else laid there.
    writeFileSync(written, data, { mode, flag: 'wx' });
    syncFile(written);
    renameSync(written, file);
    syncNames(file);
  } catch (error) {
    rmSync(written, { force: true });
    throw error;
  }
}

/** `name`, or `name-2` and so on where something of that name is there already. */
export function freeName(name: string): string {
  const isTaken = (one: string): boolean =>
    COMPANIONS.some((companion) => existsSync(one + companion));
  let free = name;
  for (let number = 2; isTaken(free); number++) free = `${name}-${number}`;
  return free;
}
