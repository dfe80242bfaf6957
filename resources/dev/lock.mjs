import { linkSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from './process.mjs';
import { cacheFolder, textOf } from './project.mjs';

/** A whole Electron over a slow line. */
const longestWorkMs = 60 * 60_000;

/**
 * Runs `work` while no other process holds the same name, so that two commands started together
 * never install, build or unpack into one folder at once.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(name, work) {
  const file = join(cacheFolder, `${name}.lock`);
  mkdirSync(cacheFolder, { recursive: true });
  if (!claim(file)) {
    say(`Waiting for another command of this project to finish (${name}).`);
    while (!claim(file)) await delay(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function claim(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    if (isAbandoned(file)) rmSync(file, { force: true });
    // A link appears with its content, so nobody ever reads a lock without an owner.
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} file */
function isAbandoned(file) {
  const owner = textOf(file);
  const since = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (owner === null || since === undefined) return false;
  // After a restart of the machine, the owner's number may belong to anybody.
  if (Date.now() - since > longestWorkMs) return true;
  try {
    process.kill(Number(owner), 0);
    return false;
  } catch (error) {
    // EPERM is somebody else's living process.
    return codeOf(error) === 'ESRCH';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
