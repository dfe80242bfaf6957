import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own that a test may fill up and forbid to write to. Linux, as root. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the room that is left. */
  fill(): void;
  /** Takes it all but `bytes`. */
  fillBut(bytes: number): void;
  /** Gives it back. */
  free(): void;
  /** Nothing on it may be open for writing. */
  forbidWriting(): void;
  remove(): void;
}

const mount = (...args: readonly string[]): void => {
  execFileSync('mount', args, { stdio: 'ignore' });
};

/** Writes into `file` until the disk takes no more. */
function fillWith(file: string): void {
  const handle = openSync(file, 'a');
  try {
    for (const size of [2 ** 20, 2 ** 12, 1]) {
      try {
        for (;;) writeSync(handle, Buffer.alloc(size));
      } catch {
        // Full for this size.
      }
    }
  } finally {
    closeSync(handle);
  }
}

/** @throws when this machine does not let us mount */
export function mountSmallDisk(mb: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  mount('-t', 'tmpfs', '-o', `size=${mb}m`, 'tmpfs', folder);
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => fillWith(filler),
    fillBut(bytes) {
      fillWith(filler);
      truncateSync(filler, statSync(filler).size - bytes);
    },
    free: () => rmSync(filler, { force: true }),
    forbidWriting: () => mount('-o', 'remount,ro', folder),
    remove() {
      execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
      rmdirSync(folder);
    },
  };
}

/** Why tests with a disk of their own cannot run here; null: they can. */
export function reasonAgainstMounting(): string | null {
  if (process.platform !== 'linux') return 'only Linux mounts a file system in memory';
  try {
    mountSmallDisk(1).remove();
    return null;
  } catch {
    return 'mounting takes root';
  }
}
