// Packages the app: npm run dist [-- for electron-builder], dist:linux, dist:win, dist:mac, dist:dir
import { relative } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensurePacked, isForRelease, packagesFolder, packHere } from './pack.mjs';
import { main, onPath, Problem, say } from './process.mjs';
import { root } from './project.mjs';
import { setUp } from './setup.mjs';
import { runTool } from './tools.mjs';

const systems = /** @type {const} */ (['linux', 'win', 'mac']);

const warning =
  'This is NOT for release: it holds the stop-gap Electron, because the official one could not be downloaded.';

/** The unpacked app. Needs no download beyond the Electron that runs the tests. */
async function packFolder() {
  const folder = await ensurePacked();
  say(`Packed into ${relative(root, folder)}.`);
  if (!isForRelease()) say(warning);
  return 0;
}

/**
 * What Debian's own tools make of the stop-gap: shows that installing works, nothing more.
 * @param {readonly string[]} rest
 */
async function packWithDebiansTools(rest) {
  if (process.platform !== 'linux')
    throw new Problem('Packages need Electron’s official download, which could not be reached.');
  const formats = rest.length > 0 ? rest : ['deb', ...(onPath('rpmbuild') ? ['rpm'] : [])];
  say(`Packing ${formats.join(', ')}; every other format needs tools that are downloads.`);
  const code = await packHere(formats);
  if (code === 0) say(`${packagesFolder()}: ${warning}`);
  return code;
}

await main(async () => {
  const [first, ...others] = process.argv.slice(2);
  const system = systems.find((name) => name === first);
  const rest = system === undefined && first !== 'dir' ? process.argv.slice(2) : others;
  await setUp('run');
  if (first === 'dir') return packFolder();
  await ensureBuilt();
  if (!isForRelease()) {
    if (system === undefined || system === 'linux') return packWithDebiansTools(rest);
    throw new Problem('Packages need Electron’s official download, which could not be reached.');
  }
  const target = system === undefined ? [] : [`--${system}`];
  return runTool('electron-builder', ['--publish=never', ...target, ...rest]);
});
