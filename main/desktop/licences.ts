import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { About, PackageLicence } from '../../app/bridge/desktop.ts';

/** Written beside main by the build. */
const FILE = 'licences.json';

/** The software by others that is built in; empty where the build left no list. */
export async function packageLicences(folder: string): Promise<readonly PackageLicence[]> {
  try {
    return JSON.parse(await readFile(join(folder, FILE), 'utf8')) as PackageLicence[];
  } catch {
    return [];
  }
}

/** What this build consists of; `folder` holds main as built. */
export async function aboutThis(version: string, folder: string): Promise<About> {
  const { electron = '', chrome = '', node } = process.versions;
  const packages = await packageLicences(folder);
  return { version, electron, chromium: chrome, node, packages };
}
