// Stands in for the default_app.asar that an official Electron carries: runs the folder named on
// the command line.
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** @param {readonly string[]} args */
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
const { main, name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(folder);
// Awaited, so that `ready` comes after the app's own top-level code, as it does everywhere else.
await import(pathToFileURL(join(folder, main)).href);
