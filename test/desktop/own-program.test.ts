import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ownAppImage,
  ownPortable,
  ownProgram,
  type RunningProgram,
} from '../../main/desktop/own-program.ts';

let root: string;
let image: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'wago-program-')));
  image = join(root, 'WAGO.AppImage');
  await writeFile(image, '');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const mountOf = (folder: string, type = 'fuse.WAGO.AppImage'): string =>
  `22 1 8:1 / / rw - ext4 /dev/sda1 rw\n36 35 0:52 / ${folder.replaceAll(' ', '\\040')} ro,nosuid shared:9 - ${type} WAGO.AppImage ro\n`;

/** This app as it runs from `folder`, whatever the environment says. */
async function runningIn(
  folder: string,
  running: Partial<RunningProgram>,
): Promise<RunningProgram> {
  const execPath = join(folder, 'wago-energy-monitor');
  await mkdir(folder, { recursive: true });
  await writeFile(execPath, '');
  return { platform: 'linux', env: {}, mounts: mountOf('/elsewhere'), execPath, ...running };
}

describe('an AppImage', () => {
  it('is what runs where it is mounted around this process', async () => {
    const folder = join(root, '.mount_WAGO x');
    const env = { APPIMAGE: image, APPDIR: folder };
    const running = await runningIn(folder, { env, mounts: mountOf(folder) });
    expect(ownAppImage(running)).toBe(image);
    expect(ownProgram(running)).toBe(image);
  });

  it('is found through links', async () => {
    const folder = join(root, '.mount_WAGO');
    await symlink(folder, join(root, 'link'));
    const env = { APPIMAGE: image, APPDIR: join(root, 'link') };
    expect(ownAppImage(await runningIn(folder, { env, mounts: mountOf(folder) }))).toBe(image);
  });

  it('is what runs where it unpacked itself', async () => {
    const folder = join(root, 'appimage_extracted_0123abcdef');
    const env = { APPIMAGE: image, APPDIR: folder };
    expect(ownAppImage(await runningIn(folder, { env }))).toBe(image);
  });

  it.each([
    ['another one’s, from whose terminal this was started', { APPDIR: '.mount_Term' }],
    ['one without a folder', { APPDIR: '' }],
    ['one whose folder is the whole system', { APPDIR: '/' }],
    ['one whose folder is where this was installed', { APPDIR: 'opt' }],
    ['one whose file is gone', { APPDIR: '.mount_WAGO', APPIMAGE: '/gone.AppImage' }],
    ['one that is no path', { APPDIR: '.mount_WAGO', APPIMAGE: 'WAGO.AppImage' }],
  ])(
    'is not believed to be %s',
    async (_, { APPDIR, APPIMAGE = image }: Record<string, string>) => {
      const at = (folder = '') => (folder === '' || folder === '/' ? folder : join(root, folder));
      await mkdir(join(root, '.mount_Term'), { recursive: true });
      const env = { APPIMAGE, APPDIR: at(APPDIR) };
      const mounts = mountOf(join(root, '.mount_Term')) + mountOf(join(root, '.mount_WAGO'));
      const running = await runningIn(join(root, APPIMAGE === image ? 'opt' : '.mount_WAGO'), {
        env,
        mounts,
      });
      expect(ownAppImage(running)).toBeNull();
      expect(ownProgram(running)).toBe(running.execPath);
    },
  );
});

describe('a portable program for Windows', () => {
  const file = 'D:\\Tools\\WAGO-portable.exe';
  const portable = (execPath: string): RunningProgram => ({
    platform: 'win32',
    env: { PORTABLE_EXECUTABLE_FILE: file, TEMP: `C:${'/'}Temp` },
    execPath,
    mounts: '',
  });

  it('is what was unpacked among the temporary files', () => {
    const running = portable('c:/temp/2abc/wago-energy-monitor.exe');
    expect(ownPortable(running)).toBe(file);
    expect(ownProgram(running)).toBe(file);
  });

  it('is not another one, from which this was started', () => {
    expect(ownPortable(portable('C:/Programs/wago-energy-monitor.exe'))).toBeNull();
    expect(ownPortable({ ...portable('c:/temp/x/a.exe'), platform: 'linux' })).toBeNull();
  });
});

it('a program alone is itself', async () => {
  const running = await runningIn(join(root, 'opt'), {});
  expect(ownProgram(running)).toBe(running.execPath);
});
