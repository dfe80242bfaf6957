// Doyensec's Electronegativity looks through the sources for habits that are known to be unsafe:
// npm run electronegativity
//
// It is old and brings hundreds of packages along, so it lies in a folder of its own and not among
// the dependencies.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exclusively } from './lock.mjs';
import { main, npm, Problem, say } from './process.mjs';
import { cacheFolder, root, textOf } from './project.mjs';

const version = '1.10.3';
const folder = join(cacheFolder, `electronegativity-${version}`);
const layers = ['app', 'main', 'preload', 'renderer'];
/** It asks the network for Electron's releases; which of them is declared is tested elsewhere. */
const leftOut = ['AvailableSecurityFixesGlobalCheck'];

/**
 * What it finds that is none, and why: a check in one file, or wherever it finds it. A finding that
 * is not listed fails, and so does a line here that nothing is found for.
 * @type {Readonly<Record<string, string>>}
 */
export const reviewed = {
  // test/security/sources.test.ts holds that every window has them.
  CONTEXT_ISOLATION_JS_CHECK: 'set by pagePreferences()',
  SANDBOX_JS_CHECK: 'set by pagePreferences()',
  AUXCLICK_JS_CHECK: 'no click opens a window',
  'CSP_GLOBAL_CHECK renderer/index.html': "it warns of 'self', which is a folder of our own",
};

/**
 * @typedef {object} Found
 * @property {readonly { readonly id: string, readonly file: string }[]} issues
 * @property {readonly { readonly file: string, readonly message: string }[]} errors files that it could not parse
 */

/**
 * What is wrong with a run, in sentences; empty: nothing.
 * @param {Found} found with paths relative to the project
 * @param {Readonly<Record<string, string>>} known
 */
export function complaints({ issues, errors }, known = reviewed) {
  const names = [...new Set(issues.map(({ id, file }) => `${id} ${file}`))];
  const covers = (/** @type {string} */ line, /** @type {string} */ name) =>
    name === line || name.startsWith(`${line} `);
  const lines = Object.keys(known);
  return [
    ...errors.map(({ file, message }) => `It could not parse ${file}: ${message}`),
    ...names
      .filter((name) => !lines.some((line) => covers(line, name)))
      .map((name) => `Not reviewed: ${name}`),
    ...lines
      .filter((line) => !names.some((name) => covers(line, name)))
      .map((line) => `Reviewed, but no longer found: ${line}`),
  ];
}

async function install() {
  await exclusively('electronegativity', async () => {
    if (textOf(join(folder, 'complete')) !== null) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private": true}');
    say(`Fetching Electronegativity ${version} …`);
    const wanted = `@doyensec/electronegativity@${version}`;
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', wanted];
    const { code, output } = await npm(args, { cwd: folder });
    if (code !== 0) throw new Problem(`${output}\nElectronegativity could not be fetched.`);
    writeFileSync(join(folder, 'complete'), version);
  });
}

/** @returns {Promise<Found>} */
async function look() {
  const work = mkdtempSync(join(tmpdir(), 'wago-electronegativity-'));
  try {
    for (const layer of layers) cpSync(join(root, layer), join(work, layer), { recursive: true });
    const run = createRequire(join(folder, 'package.json'))('@doyensec/electronegativity');
    const { devDependencies } = JSON.parse(textOf(join(root, 'package.json')) ?? '{}');
    const { issues, errors } = await run({
      input: work,
      electronVersionOverride: devDependencies.electron,
      excludeFromScan: leftOut,
    });
    /** @param {{ file: string }} one */
    const named = (one) => ({
      ...one,
      file: isAbsolute(one.file) ? relative(work, one.file).replaceAll(sep, '/') : 'the whole',
    });
    return { issues: issues.map(named), errors: errors.map(named) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    await install();
    const found = await look();
    const wrong = complaints(found);
    for (const line of wrong) say(line);
    const { length } = found.issues;
    say(`${length} findings, ${found.errors.length} files not parsed, ${wrong.length} complaints.`);
    return wrong.length === 0 ? 0 : 1;
  });
}
