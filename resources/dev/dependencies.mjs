import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { exclusively } from './lock.mjs';
import { npm, Problem, say } from './process.mjs';
import { root, textOf } from './project.mjs';

/**
 * One package in a lock file.
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Locked
 */

/** A short name for this clone, for locks that only its own commands share. */
export const cloneName = createHash('sha256').update(root).digest('hex').slice(0, 8);

/** Where npm's error message ends and its two pages of options begin. */
const usageFollows = 'npm error Clean install a project';

/** Makes node_modules hold exactly what package-lock.json says. */
export async function ensureDependencies() {
  if (dependenciesMatch()) return;
  await exclusively(`dependencies-${cloneName}`, async () => {
    if (dependenciesMatch()) return;
    say('Installing the dependencies …');
    const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code === 0) return;
    const reason = output.split(usageFollows)[0];
    throw new Problem(`${reason}\nnpm ci failed: the dependencies could not be installed.`);
  });
}

/**
 * npm writes its own record last, so an interrupted installation never matches. Packages beyond
 * the lock file are somebody's experiment and stay.
 */
function dependenciesMatch() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, locked]) => {
    const found = present[path];
    if (path === '') return true;
    if (!found) return Boolean(locked.optional || locked.devOptional || locked.peer);
    return found.version === locked.version && found.integrity === locked.integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, Locked>}
 */
function packagesIn(file) {
  const text = textOf(file);
  return text === null ? {} : JSON.parse(text).packages;
}
