// The unpacked app: what the packages hold, and what the tests of the packaged app run.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFrom, ensureBuilt } from './build.mjs';
import { cloneName } from './dependencies.mjs';
import { electron, electronVersion } from './electron.mjs';
import { exclusively } from './lock.mjs';
import { onPath, Problem, say } from './process.mjs';
import { cloneCache, fingerprint, root, textOf } from './project.mjs';
import { runTool } from './tools.mjs';

const stamp = join(cloneCache, 'packed');
const standIn = join(root, 'resources', 'dev', 'fpm-stand-in.mjs');
/** deb and rpm name one; a clone that comes from nowhere has none. */
const nowhere = '-c.extraMetadata.homepage=https://wago-energy-monitor.invalid';
const recipe = ['electron-builder.yml', 'THIRD-PARTY-NOTICES.txt', 'resources/dev/after-pack.mjs'];

/** Whether the present Electron may go to others. */
export function isForRelease() {
  return electron().origin !== 'stopgap';
}

/** Where packages go. */
export function packagesFolder() {
  return isForRelease() ? 'dist' : join('dist', 'not-for-release');
}

/**
 * Makes electron-builder take the Electron that is there. Named here and not in its configuration,
 * which is the one for releases.
 */
function presentElectronArguments() {
  return [
    `--${process.arch}`,
    `-c.electronDist=${electron().folder}`,
    `-c.electronVersion=${electronVersion()}`,
    `-c.directories.output=${packagesFolder()}`,
  ];
}

/** The folder of the unpacked app on this system, as electron-builder names it. */
export function unpackedFolder() {
  const suffix = process.arch === 'x64' ? '' : `-${process.arch}`;
  const name = { linux: `linux${suffix}-unpacked`, win32: `win${suffix}-unpacked` };
  const mac = `mac${suffix}`;
  return join(root, packagesFolder(), name[/** @type {'linux'} */ (process.platform)] ?? mac);
}

/** Builds and packs the app for this system, unless these very files were packed last. */
export async function ensurePacked() {
  await ensureBuilt();
  if (isPacked()) return unpackedFolder();
  await exclusively(`pack-${cloneName}`, async () => {
    if (isPacked()) return;
    rmSync(stamp, { force: true });
    const now = contents();
    rmSync(unpackedFolder(), { recursive: true, force: true });
    say('Packing …');
    const args = ['--publish=never', '--dir', ...presentElectronArguments()];
    if ((await runTool('electron-builder', args, { quiet: true })) !== 0)
      throw new Problem('The app could not be packed.');
    mkdirSync(cloneCache, { recursive: true });
    writeFileSync(stamp, now);
  });
  return unpackedFolder();
}

/**
 * Makes packages for this machine of the unpacked app, with what Debian has and without downloads.
 * @param {readonly string[]} formats such as `deb`
 */
export async function packHere(formats) {
  const fpm = onPath('fpm') ? { USE_SYSTEM_FPM: 'true' } : { CUSTOM_FPM_PATH: standIn };
  const ready = [`--prepackaged=${await ensurePacked()}`, ...presentElectronArguments(), nowhere];
  return runTool('electron-builder', ['--publish=never', '--linux', ...formats, ...ready], {
    env: { ...process.env, ...fpm },
    quiet: true,
  });
}

function isPacked() {
  return existsSync(unpackedFolder()) && textOf(stamp) === contents();
}

function contents() {
  const files = recipe.map((name) => join(root, name)).filter((file) => existsSync(file));
  return `${builtFrom()} ${electronVersion()} ${fingerprint(files)}`;
}
