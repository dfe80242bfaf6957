import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cloneName, ensureDependencies } from './dependencies.mjs';
import { exclusively } from './lock.mjs';
import { main, Problem, say } from './process.mjs';
import { cloneCache, fingerprint, root, textOf } from './project.mjs';
import { runTool } from './tools.mjs';

const sources = [
  'app',
  'main',
  'preload',
  'renderer',
  'electron.vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const outputs = ['main', 'preload', 'renderer'].map((part) => join(root, 'out', part));
const stamp = join(cloneCache, 'built');

/** Changes with whatever is built; null: nothing is. */
export const builtFrom = () => textOf(stamp);

/** electron-vite builds for this Electron: the oldest that may have to run the result. */
export const buildEnvironment = { ...process.env, ELECTRON_MAJOR_VER: '33' };

/** Builds the app, unless these very sources were built last. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  await exclusively(`build-${cloneName}`, async () => {
    if (isBuilt()) return;
    forgetBuild();
    const now = fingerprint(sourceFiles());
    say('Building …');
    const code = await runTool('electron-vite', ['build', '--logLevel', 'warn'], {
      env: buildEnvironment,
      quiet: true,
    });
    if (code !== 0) throw new Problem('The build failed.');
    mkdirSync(cloneCache, { recursive: true });
    writeFileSync(stamp, now);
  });
}

/** For those who write to the build's folder in other ways. */
export function forgetBuild() {
  rmSync(stamp, { force: true });
}

function isBuilt() {
  return (
    outputs.every((folder) => existsSync(folder)) && textOf(stamp) === fingerprint(sourceFiles())
  );
}

function sourceFiles() {
  return sources
    .map((name) => join(root, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]))
    .sort();
}

/** @param {string} folder */
function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    await ensureDependencies();
    await ensureBuilt();
    return 0;
  });
}
