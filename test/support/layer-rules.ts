import { posix } from 'node:path';
import { type Import, parseSource, type SourceFile } from './source-file.ts';
import type { SourceTree } from './source-tree.ts';

/** Answers a sentence for each place that breaks the rule, with the chain of imports. */
export type LayerRule = (files: readonly SourceFile[]) => readonly string[];

const LAYERS = ['app', 'main', 'preload', 'renderer'] as const;
type Layer = (typeof LAYERS)[number];

/** Pure libraries: no file, no socket, no window, no time of their own. */
const PURE_LIBRARIES = ['zod', 'i18next', 'luxon'];
const TIME_MODULES = ['timers', 'node:timers', 'timers/promises', 'node:timers/promises'];
/** Holds the version and nothing that runs. */
const MANIFEST = 'package.json';
/** Files to show, not to run. */
const PICTURES = 'resources/icons/';
const IPC_ENDS = ['ipcMain', 'ipcRenderer'];

const layerOf = (path: string): Layer | null =>
  LAYERS.find((layer) => path.startsWith(`${layer}/`)) ?? null;

const isRelative = (from: string): boolean => from.startsWith('.');

/** The file of the project that an import names; for a library its name. */
function targetOf(file: SourceFile, { from }: Import): string {
  const bare = from.replace(/\?.*$/, '');
  return isRelative(bare) ? posix.join(posix.dirname(file.path), bare) : bare;
}

export const parseTree = (tree: SourceTree): readonly SourceFile[] =>
  [...tree].map(([path, text]) => parseSource(path, text));

/** Files of one layer import files of the layers in `allowed` and no others. */
function staysWithin(layer: Layer, allowed: readonly Layer[]): LayerRule {
  return (files) =>
    files.flatMap((file) =>
      file.imports.flatMap((one) => {
        if (layerOf(file.path) !== layer || !isRelative(one.from)) return [];
        const target = targetOf(file, one);
        const found = layerOf(target);
        const isAllowed = found !== null && allowed.includes(found);
        const holdsNoCode = target === MANIFEST || target.startsWith(PICTURES);
        return isAllowed || holdsNoCode ? [] : [`${file.path} → ${target}`];
      }),
    );
}

/** Files of one layer import only the libraries that `isAllowed` knows. */
function usesOnly(layer: Layer, isAllowed: (library: string) => boolean): LayerRule {
  return (files) =>
    files.flatMap((file) =>
      file.imports.flatMap(({ from }) =>
        layerOf(file.path) !== layer || isRelative(from) || isAllowed(from)
          ? []
          : [`${file.path} → ${from}`],
      ),
    );
}

/** No chain of imports that is left at run time leads from a start to `electron`. */
function neverLoadsElectron(isStart: (path: string) => boolean): LayerRule {
  return (files) => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    return files.flatMap(({ path }) => {
      const chain = isStart(path) ? chainTo('electron', [path], byPath, new Set()) : null;
      return chain === null ? [] : [chain.join(' → ')];
    });
  };
}

function chainTo(
  wanted: string,
  chain: readonly string[],
  byPath: ReadonlyMap<string, SourceFile>,
  seen: Set<string>,
): readonly string[] | null {
  const path = chain.at(-1) ?? '';
  if (path === wanted) return chain;
  const file = byPath.get(path);
  if (file === undefined || seen.has(path)) return null;
  seen.add(path);
  for (const one of file.imports) {
    const found = one.typeOnly
      ? null
      : chainTo(wanted, [...chain, targetOf(file, one)], byPath, seen);
    if (found !== null) return found;
  }
  return null;
}

const onlyWrappersHoldIpc: LayerRule = (files) =>
  files.flatMap(({ path, imports }) => {
    const mayHold =
      path.startsWith('main/bridge/') ||
      path.startsWith('preload/') ||
      // electron-store opens a channel of its own, which has to be taken away again.
      path === 'main/settings/settings-file.ts';
    const held = imports
      .filter(({ from, typeOnly }) => from === 'electron' && !typeOnly)
      .flatMap(({ names }) => names.filter((name) => IPC_ENDS.includes(name)));
    return mayHold ? [] : held.map((name) => `${path} → electron (${name})`);
  });

const onlyTheClockTellsTime: LayerRule = (files) =>
  files
    .filter(({ path }) => path.startsWith('main/') && path !== 'main/clock.ts')
    .flatMap(({ path, imports, ownTime }) => [
      ...ownTime.map((what) => `${path}: ${what}`),
      ...imports
        .filter(({ from }) => TIME_MODULES.includes(from))
        .map(({ from }) => `${path} → ${from}`),
    ]);

const importsHaveExtensions: LayerRule = (files) =>
  files.flatMap(({ path, imports }) =>
    imports
      .filter(({ from }) => isRelative(from) && posix.extname(from.replace(/\?.*$/, '')) === '')
      .map(({ from }) => `${path} → ${from}`),
  );

/** Who may import whom, and who may touch what. */
export const LAYER_RULES: Readonly<Record<string, LayerRule>> = {
  'app imports nothing of the other layers': staysWithin('app', ['app']),
  'app uses only pure libraries': usesOnly('app', (name) => PURE_LIBRARIES.includes(name)),
  'main imports itself and app': staysWithin('main', ['app', 'main']),
  'preload imports itself and app': staysWithin('preload', ['app', 'preload']),
  'preload uses only Electron, as its sandbox wants': usesOnly(
    'preload',
    (name) => name === 'electron',
  ),
  'renderer imports itself and app': staysWithin('renderer', ['app', 'renderer']),
  'renderer uses neither Electron nor Node': usesOnly(
    'renderer',
    (name) => name !== 'electron' && !name.startsWith('node:'),
  ),
  'ipcMain and ipcRenderer stay in their wrappers': onlyWrappersHoldIpc,
  'the command line runs in plain Node': neverLoadsElectron((path) => path === 'main/cli/index.ts'),
  'app runs without Electron': neverLoadsElectron((path) => path.startsWith('app/')),
  'only the clock tells time in main': onlyTheClockTellsTime,
  'every relative import has its extension': importsHaveExtensions,
};
