// Which software by others is in the app, and under which licences.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './project.mjs';

const layers = ['app', 'main', 'preload', 'renderer'];
/** Not part of the app but what runs it; its licences lie beside the program. */
const runtime = new Set(['electron', 'node']);
const licenceFile = /^(licen[cs]e|copying|notice)(-\w+)?(\.(md|txt))?$/i;

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {string | { readonly type?: string }} [license]
 * @property {Readonly<Record<string, string>>} [dependencies]
 */

/** @returns {readonly string[]} names of the packages that the app's own sources import */
function importedPackages() {
  const files = layers.flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const names = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^'.][^']*)'/g)].map(
      ([, name = '']) => packageOf(name),
    ),
  );
  return [...new Set(names)].filter((name) => !runtime.has(name)).sort();
}

/** @param {string} specifier such as `@scope/name/part` or `node:fs` */
function packageOf(specifier) {
  if (specifier.startsWith('node:')) return 'node';
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/**
 * Where a package lies for one that stands in `from`.
 * @param {string} name
 * @param {string} from
 * @returns {string | null}
 */
function folderOf(name, from) {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  return null;
}

/**
 * @param {string} folder
 * @param {Map<string, Manifest>} found by folder
 */
function collect(folder, found) {
  if (found.has(folder)) return;
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  found.set(folder, manifest);
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const next = folderOf(name, folder);
    if (next !== null) collect(next, found);
  }
}

/** @param {string} folder */
function licenceText(folder) {
  const texts = readdirSync(folder)
    .filter((name) => licenceFile.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8').trim());
  return texts.length === 0 ? null : texts.join('\n\n');
}

/** What the app imports and what that depends on, by name. */
export function licences() {
  /** @type {Map<string, Manifest>} */
  const found = new Map();
  for (const name of importedPackages()) {
    const folder = folderOf(name, root);
    if (folder !== null) collect(folder, found);
  }
  return [...found]
    .map(([folder, { name, version, license }]) => ({
      name,
      version,
      licence: (typeof license === 'string' ? license : license?.type) ?? null,
      text: licenceText(folder),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Puts the list beside main. */
export const licencesPlugin = {
  name: 'licences',
  /** @this {import('vite').Rolldown.PluginContext} */
  generateBundle() {
    const source = JSON.stringify(licences());
    this.emitFile({ type: 'asset', fileName: 'licences.json', source });
  },
};
