import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = nearestPackage(dirname(fileURLToPath(import.meta.url)));

/** Things worth keeping between clones: the stop-gap Electron, remembered failures, locks. */
export const cacheFolder = join(userCache(), 'wago-energy-monitor');

/** Things that belong to this clone alone and go with its dependencies. */
export const cloneCache = join(root, 'node_modules', '.cache', 'wago-energy-monitor');

/**
 * Searched upwards, not by counting folders: benches bundle this module into another place.
 * @param {string} from
 * @returns {string}
 */
function nearestPackage(from) {
  return existsSync(join(from, 'package.json')) ? from : nearestPackage(dirname(from));
}

function userCache() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32' && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  return join(homedir(), '.cache');
}

/**
 * @param {string} file
 * @returns {string | null} null: not there
 */
export function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * One fingerprint for the contents and the names of several files, the same in every clone.
 * @param {readonly string[]} files
 */
export function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(relative(root, file)).update('\0');
    hash.update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
