import { describe, expect, test } from 'vitest';
import { LAYER_RULES, parseTree } from './support/layer-rules.ts';
import { readTree, type SourceTree } from './support/source-tree.ts';

/** For each rule a small tree that breaks it, and the chain that the rule must name. */
const BROKEN: readonly (readonly [keyof typeof LAYER_RULES, Record<string, string>, string])[] = [
  [
    'app imports nothing of the other layers',
    { 'app/live.ts': "import { clock } from '../main/clock.ts';" },
    'app/live.ts → main/clock.ts',
  ],
  [
    'app imports nothing of the other layers',
    { 'app/live.ts': "export type { Clock } from '../main/clock.ts';" },
    'app/live.ts → main/clock.ts',
  ],
  [
    'app uses only pure libraries',
    { 'app/day.ts': "import { readFile } from 'node:fs/promises';" },
    'app/day.ts → node:fs/promises',
  ],
  [
    'main imports itself and app',
    { 'main/tray.ts': "const icon = await import('../renderer/icon.ts');" },
    'main/tray.ts → renderer/icon.ts',
  ],
  [
    'main imports itself and app',
    { 'main/tray.ts': "import { double } from '../test/support/double.ts';" },
    'main/tray.ts → test/support/double.ts',
  ],
  [
    'preload imports itself and app',
    { 'preload/index.ts': "import '../main/log.ts';" },
    'preload/index.ts → main/log.ts',
  ],
  [
    'preload uses only Electron, as its sandbox wants',
    { 'preload/index.ts': "import { z } from 'zod';" },
    'preload/index.ts → zod',
  ],
  [
    'renderer imports itself and app',
    {
      'renderer/app.tsx':
        "import type { Core } from '../main/compose.ts';\nexport const a = <b />;",
    },
    'renderer/app.tsx → main/compose.ts',
  ],
  [
    'renderer uses neither Electron nor Node',
    { 'renderer/app.tsx': "import { shell } from 'electron';" },
    'renderer/app.tsx → electron',
  ],
  [
    'ipcMain and ipcRenderer stay in their wrappers',
    { 'main/tray.ts': "import { app, ipcMain } from 'electron';" },
    'main/tray.ts → electron (ipcMain)',
  ],
  [
    'the command line runs in plain Node',
    {
      'main/cli/index.ts': "import { READ } from './read.ts';",
      'main/cli/read.ts': "import type { App } from 'electron';\nexport * from '../log.ts';",
      'main/log.ts': "import { app } from 'electron';",
    },
    'main/cli/index.ts → main/cli/read.ts → main/log.ts → electron',
  ],
  [
    'the command line runs in plain Node',
    {
      'main/cli/index.ts': "new Worker(new URL('./worker.ts', import.meta.url));",
      'main/cli/worker.ts': "import 'electron';",
    },
    'main/cli/index.ts → main/cli/worker.ts → electron',
  ],
  [
    'app runs without Electron',
    { 'app/a.ts': "export { b } from '../lib/b.ts';", 'lib/b.ts': "import 'electron';" },
    'app/a.ts → lib/b.ts → electron',
  ],
  [
    'only the clock tells time in main',
    { 'main/log.ts': '// Date.now()\nconst now = Date.now();' },
    'main/log.ts: Date.now() in line 2',
  ],
  [
    'only the clock tells time in main',
    { 'main/log.ts': 'const then = new Date(0), now = new Date();' },
    'main/log.ts: new Date() in line 1',
  ],
  [
    'only the clock tells time in main',
    { 'main/log.ts': 'server.setTimeout(5);\nsetTimeout(() => {}, 5);' },
    'main/log.ts: setTimeout() in line 2',
  ],
  [
    'only the clock tells time in main',
    { 'main/log.ts': 'globalThis.setInterval(() => {}, 5);' },
    'main/log.ts: globalThis.setInterval() in line 1',
  ],
  [
    'only the clock tells time in main',
    { 'main/log.ts': "import { setTimeout as wait } from 'node:timers/promises';" },
    'main/log.ts → node:timers/promises',
  ],
  [
    'every relative import has its extension',
    { 'app/live.ts': "import { ok } from './result';" },
    'app/live.ts → ./result',
  ],
];

/** Near misses: nothing here breaks any rule. */
const SOUND: SourceTree = new Map([
  ['app/result.ts', "import { z } from 'zod';\n// import x from '../main/x.ts'"],
  ['app/text.ts', 'export const text = "import { ipcMain } from \'electron\'";'],
  ['main/clock.ts', 'const timer = setTimeout(() => {}, Date.now());'],
  ['main/log.ts', 'export const at = new Date(5);'],
  ['main/bridge/serve.ts', "import { ipcMain } from 'electron';"],
  ['main/cli/index.ts', "import type { App } from 'electron';\nimport { at } from '../log.ts';"],
  ['preload/index.ts', "import { ipcRenderer } from 'electron';\nimport '../app/result.ts';"],
  ['renderer/main.tsx', "import 'react';\nimport './style.css';\nimport '../app/result.ts';"],
]);

describe('the layers', () => {
  const files = parseTree(readTree(['app', 'main', 'preload', 'renderer']));

  test.each(Object.entries(LAYER_RULES))('%s', (_name, rule) => {
    expect(rule(files)).toEqual([]);
  });

  test.each(BROKEN)('a tree that breaks "%s" is caught with its chain: %#', (name, tree, chain) => {
    expect(LAYER_RULES[name]?.(parseTree(new Map(Object.entries(tree))))).toEqual([chain]);
  });

  test.each(Object.entries(LAYER_RULES))(
    '"%s" has nothing against what is allowed',
    (_name, rule) => {
      expect(rule(parseTree(SOUND))).toEqual([]);
    },
  );

  test('every rule has a tree that breaks it', () => {
    expect(Object.keys(LAYER_RULES)).toEqual([...new Set(BROKEN.map(([name]) => name))]);
  });
});
