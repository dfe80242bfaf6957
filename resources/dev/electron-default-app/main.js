// Stands in for the default_app.asar that an official Electron carries: runs the folder named on
// the command line.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);

/**
 * What Electron keeps for its own default app.
 * @typedef {{ setVersion(version: string): void, setAppPath(folder: string): void }} Internals
 */

/**
 * @param {readonly string[]} args
 * @returns {string}
 */
function folderIn(args) {
  const [first, second, ...rest] = args;
  if (first === '-r' && second) {
    require(resolve(second));
    return folderIn(rest);
  }
  if (first === undefined) throw new Error('Name the folder of the app to run.');
  return first.startsWith('-') ? folderIn(args.slice(1)) : resolve(first);
}

const folder = folderIn(process.argv.slice(1));
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const name = manifest.productName ?? manifest.name;
const internals = /** @type {typeof app & Internals} */ (app);
if (name) internals.setName(name);
if (manifest.version) internals.setVersion(manifest.version);
internals.setAppPath(folder);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });

// Awaited, so that `ready` comes after the app's own top-level code, as it does everywhere else.
await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href);
