import { readFileSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, sep } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** How this process was started, as it can be seen and not as the environment has it. */
export interface RunningProgram {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  /** The program that runs; packages that unpack themselves run from a folder that goes. */
  readonly execPath: string;
  /** Where file systems are mounted, as `/proc/self/mountinfo` has it. */
  readonly mounts: string;
}

/** Where AppImages unpack themselves when they cannot be mounted. */
const UNPACKED = /^appimage_extracted_[\da-f]+$/;

const realPath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

const isFile = (path: string): boolean =>
  isAbsolute(path) && statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Whether a file system in user space is mounted right there. */
function isFuseMount(folder: string, mounts: string): boolean {
  return mounts.split('\n').some((line) => {
    const [before = '', behind = ''] = line.split(' - ');
    const at = before.split(' ')[4]?.replaceAll('\\040', ' ');
    return at === folder && behind.startsWith('fuse');
  });
}

/**
 * The AppImage that this process runs from; null: none. `APPIMAGE` alone says little: whatever was
 * started from another AppImage, such as a terminal, inherits it.
 */
export function ownAppImage({ platform, env, execPath, mounts }: RunningProgram): string | null {
  const { APPIMAGE: image, APPDIR: folder } = env;
  if (platform !== 'linux' || !image || !folder || !isFile(image)) return null;
  const inside = realPath(folder);
  if (dirname(realPath(execPath)) !== inside) return null;
  return UNPACKED.test(basename(inside)) || isFuseMount(inside, mounts) ? image : null;
}

/** The portable program for Windows that this process was unpacked from; null: none. */
export function ownPortable({ platform, env, execPath }: RunningProgram): string | null {
  const { PORTABLE_EXECUTABLE_FILE: file } = env;
  if (platform !== 'win32' || !file) return null;
  const unpackedTo = `${env.TEMP || tmpdir()}${sep}`.toLowerCase();
  return execPath.toLowerCase().startsWith(unpackedTo) ? file : null;
}

/** What a person would start to have this app. */
export const ownProgram = (running: RunningProgram): string =>
  ownAppImage(running) ?? ownPortable(running) ?? running.execPath;

function readMounts(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return '';
  }
}

export const thisProgram = (): RunningProgram => ({
  platform: process.platform,
  env: process.env,
  execPath: process.execPath,
  mounts: readMounts(),
});
