import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { runAttached } from './attached.mjs';
import { ensureBuilt } from './build.mjs';
import { bundle } from './bundle.mjs';
import { displayNeeded, withVirtualDisplay } from './display.mjs';
import { main, say } from './process.mjs';
import { root } from './project.mjs';
import { setUp } from './setup.mjs';

const folder = join(root, 'test', 'bench');

/** @returns {ReadonlyMap<string, string>} the file of each bench by the bench's name */
function benches() {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const pairs = files.map(
    ({ name }) => /** @type {const} */ ([parse(name).name, join(folder, name)]),
  );
  return new Map(pairs.sort());
}

/**
 * @param {string} name
 * @param {string} file
 * @param {readonly string[]} args
 */
async function runBench(name, file, args) {
  await setUp('run');
  await ensureBuilt();
  const command = [await bundle(name, file), ...args];
  if (!displayNeeded()) return runAttached(process.execPath, command, { wholeGroup: true });
  return withVirtualDisplay((env) =>
    runAttached(process.execPath, command, { env, wholeGroup: true }),
  );
}

await main(async () => {
  const [name, ...args] = process.argv.slice(2);
  const known = benches();
  const file = known.get(name ?? '');
  if (name !== undefined && file !== undefined) return runBench(name, file, args);
  say(`Usage: npm run bench -- NAME, where NAME is one of: ${[...known.keys()].join(', ')}`);
  return 64;
});
