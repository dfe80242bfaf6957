import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from './process.mjs';
import { cacheFolder } from './project.mjs';

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
    // A link appears with its content, so nobody ever reads a lock without an owner.
    linkSync(mine, file);
    return true;
  } catch {
    if (!ownerLives(file)) rmSync(file, { force: true });
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} file */
function ownerLives(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    // EPERM is somebody else's living process.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
