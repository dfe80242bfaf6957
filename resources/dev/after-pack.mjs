// What electron-builder calls when a package's folder is complete, before fuses and signatures.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { machineOf } from './machine-of.mjs';

/** electron-builder's numbers of the architectures that we build for. */
const architectures = /** @type {const} */ ({ 1: 'x64', 3: 'arm64' });

/** What an Electron that was not downloaded by electron-builder brings along. */
const leftovers = ['complete.json', 'version', 'default_app.asar'];

/**
 * An Electron for another processor is packed without a word, and so is a library: the package
 * would be found broken by whoever installs it.
 * @param {import('electron-builder').AfterPackContext} context
 */
export function afterPack({ appOutDir, packager, arch, electronPlatformName }) {
  const wanted = architectures[/** @type {keyof typeof architectures} */ (arch)];
  const isMac = electronPlatformName === 'darwin';
  const bundle = `${packager.appInfo.productFilename}.app`;
  const base = isMac ? join(appOutDir, bundle, 'Contents') : appOutDir;
  const resources = join(base, isMac ? 'Resources' : 'resources');
  for (const name of leftovers)
    for (const folder of [appOutDir, resources]) rmSync(join(folder, name), { force: true });
  const program = {
    darwin: join(base, 'MacOS', packager.appInfo.productFilename),
    win32: join(base, `${packager.appInfo.productFilename}.exe`),
    linux: join(base, /** @type {{ executableName?: string }} */ (packager).executableName ?? ''),
  }[electronPlatformName];
  if (program === undefined) throw new Error(`Nothing is packed for ${electronPlatformName}.`);
  const libraries = nativeModules(join(resources, 'app.asar.unpacked'));
  if (libraries.length !== 1)
    throw new Error(`One native module was to be packed, not ${libraries.length}: ${libraries}`);
  for (const file of [program, ...libraries]) {
    const machine = machineOf(file);
    if (machine !== wanted) throw new Error(`${file} is for ${machine}, not for ${wanted}.`);
  }
}

/** @param {string} folder */
function nativeModules(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.node'))
    .map((entry) => join(entry.parentPath, entry.name));
}
