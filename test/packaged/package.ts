import {
  chmodSync,
  constants,
  cpSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { unpackedFolder } from '../../resources/dev/pack.mjs';

/** The packed app in some folder. */
export interface Package {
  readonly folder: string;
  readonly program: string;
  readonly asar: string;
}

const NAME = 'wago-energy-monitor';

export const packageIn = (folder: string): Package => ({
  folder,
  program: join(folder, NAME),
  asar: join(folder, 'resources', 'app.asar'),
});

/** As `npm run dist:dir` left it. */
export const PACKED = packageIn(unpackedFolder());

/** A copy of the package that others may read, as after an installation. */
export function copyOf({ folder }: Package, to: string): Package {
  cpSync(folder, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
  chmodSync(to, 0o755);
  return packageIn(to);
}

/**
 * Stands before the app in a copy made for a test: released apps refuse the switch for the DevTools
 * protocol, and shall.
 */
const ENTRY = 'with-devtools.js';
const ENTRY_SOURCE = `import { app } from 'electron';
app.commandLine.appendSwitch('remote-debugging-port', '0');
await import('./out/main/index.js');
`;

/** A copy that can be looked into; everything but its entry and its version is as it was packed. */
export async function lookedInto(to: string, version?: string): Promise<Package> {
  const copy = copyOf(PACKED, to);
  const content = join(to, 'content');
  extractAll(PACKED.asar, content);
  const manifestFile = join(content, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  writeFileSync(join(content, ENTRY), ENTRY_SOURCE);
  const changed = { ...manifest, main: ENTRY, version: version ?? manifest.version };
  writeFileSync(manifestFile, JSON.stringify(changed));
  const asar = join(to, 'changed.asar');
  await createPackageWithOptions(content, asar, { unpack: '**/*.node' });
  rmSync(content, { recursive: true });
  for (const suffix of ['', '.unpacked']) {
    rmSync(`${copy.asar}${suffix}`, { recursive: true });
    renameSync(`${asar}${suffix}`, `${copy.asar}${suffix}`);
  }
  return copy;
}
