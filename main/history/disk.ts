import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Held back so that there is room to purge when the disk is full. */
const BALLAST_BYTES = 4 * 1024 * 1024;
/** With less than this free, history stops growing. */
export const LOW_SPACE_BYTES = 64 * 1024 * 1024;

const ballastOf = (file: string): string => `${file}.ballast`;

/** Free bytes where `file` lies; null when the system does not say. */
export function freeBytes(file: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Puts the ballast there unless space is short; it is a help, so failing to is no fault. */
export function keepBallast(file: string): void {
  const free = freeBytes(file);
  if (existsSync(ballastOf(file)) || (free !== null && free < LOW_SPACE_BYTES)) return;
  try {
    writeFileSync(ballastOf(file), new Uint8Array(BALLAST_BYTES));
  } catch {
    dropBallast(file);
  }
}

export function dropBallast(file: string): void {
  rmSync(ballastOf(file), { force: true });
}
