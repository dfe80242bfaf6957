import { closeSync, existsSync, openSync, readlinkSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Translate } from '../app/text/translate.ts';
import { makeFolder } from './make-folder.ts';

/** Why a folder cannot hold what the app keeps. */
export interface FolderFault {
  readonly kind: 'file' | 'denied' | 'readOnly' | 'full' | 'other';
  readonly folder: string;
  /** The system's word. */
  readonly reason: string;
}

const KINDS: Readonly<Record<string, FolderFault['kind']>> = {
  ENOTDIR: 'file',
  EEXIST: 'file',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'full',
};

function faultOf(folder: string, error: unknown): FolderFault {
  const { code = '' } = Object(error) as { readonly code?: string };
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: KINDS[code] ?? 'other', folder, reason };
}

/** Makes the folder where there is none, and tries to write there. @returns null: it can be used. */
export function folderFault(folder: string): FolderFault | null {
  try {
    makeFolder(folder);
    const trial = join(folder, `.trial-${process.pid}`);
    closeSync(openSync(trial, 'w'));
    rmSync(trial);
    return null;
  } catch (error) {
    return faultOf(folder, error);
  }
}

/** As {@link folderFault}; but a full disk stops nobody from reading what is there already. */
export function faultAgainstStart(folder: string): FolderFault | null {
  const fault = folderFault(folder);
  return fault?.kind === 'full' && existsSync(folder) ? null : fault;
}

export const folderText = (t: Translate, { kind, folder, reason }: FolderFault): string =>
  t(`flags:folder.${kind}`, { folder, reason });

/** Why the lock of a data folder was not to be had. */
export type LockFault =
  | { readonly kind: 'running' }
  | { readonly kind: 'elsewhere'; readonly host: string; readonly file: string }
  | { readonly kind: 'folder'; readonly fault: FolderFault };

/** Chromium's lock on POSIX: a link that leads to `HOST-PID`. */
const LOCK = 'SingletonLock';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Tells whoever has the lock from a lock that cannot be made. Chromium gives no reason. */
export function lockFault(folder: string): LockFault {
  if (process.platform === 'win32') return { kind: 'running' };
  const file = join(folder, LOCK);
  try {
    const [, host = '', pid = ''] = /^(.*)-(\d+)$/.exec(readlinkSync(file)) ?? [];
    if (host !== '' && host !== hostname()) return { kind: 'elsewhere', host, file };
    if (isAlive(Number(pid))) return { kind: 'running' };
  } catch {
    // No link: nobody has it.
  }
  // The other end of the lock is a socket among the temporary files.
  const fault = folderFault(folder) ?? folderFault(tmpdir());
  const unknown = { kind: 'other', folder, reason: LOCK } as const;
  return { kind: 'folder', fault: fault ?? unknown };
}
