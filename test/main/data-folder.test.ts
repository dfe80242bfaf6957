import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTexts } from '../../app/text/translate.ts';
import { faultAgainstStart, folderFault, folderText, lockFault } from '../../main/data-folder.ts';

const { t } = createTexts('en');
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'wago-folder-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('a data folder', () => {
  it('is made where there is none, and left empty', async () => {
    const folder = join(root, 'a', 'b');
    expect(folderFault(folder)).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is no file, and lies below none', async () => {
    const file = join(root, 'file');
    await writeFile(file, 'mine');
    for (const folder of [file, join(file, 'below')]) {
      const fault = faultAgainstStart(folder);
      expect(fault).toMatchObject({ kind: 'file', folder });
      expect(fault !== null && folderText(t, fault)).toContain('is a file');
    }
  });

  it('may have any name that the system takes, and says so of others', () => {
    for (const folder of ['\0', join(root, 'x'.repeat(300))]) {
      expect(faultAgainstStart(folder)).toMatchObject({ kind: 'other', folder });
    }
  });

  it.skipIf(process.getuid?.() === 0)('has to be writable', async () => {
    await chmod(root, 0o555);
    expect(folderFault(root)).toMatchObject({ kind: 'denied' });
  });

  it.skipIf(process.getuid?.() !== 0)('on a full or read-only disk is named as such', async () => {
    const disk = join(root, 'disk');
    await mkdir(disk);
    const mount = (options: string): number | null =>
      spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]).status;
    // Containers may forbid it.
    if (mount('size=64k,nr_inodes=1') !== 0) return;
    try {
      expect(folderFault(join(disk, 'new'))).toMatchObject({ kind: 'full' });
      // What is there can be shown, and the app says that it cannot write.
      expect(faultAgainstStart(disk)).toBeNull();
      spawnSync('mount', ['-o', 'remount,ro', disk]);
      expect(faultAgainstStart(disk)).toMatchObject({ kind: 'readOnly' });
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});

describe.skipIf(process.platform === 'win32')('the lock of a data folder', () => {
  const lock = (to: string): Promise<void> => symlink(to, join(root, 'SingletonLock'));

  it('is held by a process that lives', async () => {
    await lock(`${hostname()}-${process.pid}`);
    expect(lockFault(root)).toEqual({ kind: 'running' });
  });

  it('is held on another computer', async () => {
    await lock('living-room-4711');
    const file = join(root, 'SingletonLock');
    expect(lockFault(root)).toEqual({ kind: 'elsewhere', host: 'living-room', file });
  });

  it('cannot be had where nobody has it', async () => {
    expect(lockFault(root)).toMatchObject({ kind: 'folder', fault: { folder: root } });
    const file = join(root, 'file');
    await writeFile(file, '');
    expect(lockFault(file)).toMatchObject({ kind: 'folder', fault: { kind: 'file' } });
  });
});

it.skipIf(process.platform !== 'linux')(
  'a folder below what takes none is not tried for ever',
  () => {
    expect(faultAgainstStart('/proc/none/below')).toMatchObject({ folder: '/proc/none/below' });
  },
);
