import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { COMMAND_NAMES, commandChannel } from '../../app/bridge/names.ts';
import { ORIGIN } from '../../main/window/origin.ts';
import { expect, test } from './app.ts';

/** A renderer that somebody took over has the raw channels; so does this one. */
const RAW_PRELOAD = `
  const { ipcRenderer } = require('electron');
  window.call = (channel, ...args) =>
    ipcRenderer.invoke(channel, ...args).then(() => channel + ' answered', (error) => error.message);
  window.raw = ipcRenderer;
`;

/** Nothing that any command of the contract takes. */
const GARBAGE = `[
  [undefined],
  [{ nonsense: 1 }],
  [[]],
  [0],
  [-1, -1],
  [NaN],
  [Infinity],
  [true],
  [10n ** 30n],
  [new Date(0), new Map([[1, 2]]), new Set([1])],
  [[new Error('hunter2')]],
  [[new ArrayBuffer(1e6)]],
  ['hunter2'.repeat(20000)],
  [null, null, null],
  Array(1000).fill('hunter2'),
  [JSON.parse('{"__proto__": {"polluted": 1}}')],
  [JSON.parse('{"constructor": {"prototype": {"polluted": 1}}}')],
  ['a', JSON.parse('{"__proto__": {"polluted": 1}, "from": 0, "to": 1}')],
  [JSON.parse('{"theme": "dark", "__proto__": {"polluted": 1}}')],
  [JSON.parse('{"kind": "backup", "__proto__": {"polluted": 1}}')],
  [JSON.parse('['.repeat(500) + ']'.repeat(500))],
  [(() => { const loop = {}; loop.loop = loop; return loop; })()],
]`;

/** Answered by the test itself, since no page gets to the web. */
const WEB = 'https://evil.example/';

/** What Electron puts before the word of main. */
const AROUND = /^Error invoking remote method 'app:\w+': Error: /;

interface Where {
  readonly url: string;
  /** Main of another session, where the app's own scheme and walls are not. */
  readonly partition?: string;
  /** Runs in the page before the calls; makes a frame that calls in its place. */
  readonly frame?: string;
}

/** Answers in the place of the web for pages of that session. */
function serveWeb(electron: ElectronApplication, partition: string): Promise<void> {
  return electron.evaluate(({ session }, name) => {
    const { protocol } = session.fromPartition(name);
    const headers = { 'content-type': 'text/html' };
    if (!protocol.isProtocolHandled('https'))
      protocol.handle('https', () => new Response('<h1>evil</h1>', { headers }));
  }, partition);
}

/** Opens a window with the raw channels and runs `script` in its page, or in its frame. */
async function inHostile(
  electron: ElectronApplication,
  preload: string,
  { url, partition, frame }: Where,
  script: string,
): Promise<unknown> {
  if (partition !== undefined) await serveWeb(electron, partition);
  return electron.evaluate(
    async ({ BrowserWindow }, given) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: given.preload,
          contextIsolation: false,
          sandbox: true,
          nodeIntegrationInSubFrames: true,
          ...(given.partition === null ? {} : { partition: given.partition }),
        },
      });
      try {
        await window.loadURL(given.url);
        const { mainFrame } = window.webContents;
        if (given.frame !== null) await mainFrame.executeJavaScript(given.frame);
        // A frame gets its page and its preload some time after it was put in.
        for (;;) {
          const caller = given.frame === null ? mainFrame : mainFrame.frames[0];
          const isReady = caller?.executeJavaScript("typeof call !== 'undefined'");
          if (await isReady?.catch(() => false))
            return await caller?.executeJavaScript(`(async () => { ${given.script} })()`);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      } finally {
        window.destroy();
      }
    },
    { preload, url, partition: partition ?? null, frame: frame ?? null, script },
  );
}

const CHANNELS = JSON.stringify(COMMAND_NAMES.map(commandChannel));

/** Every command, called as its own page would call those that take nothing. */
const CALL_ALL = `
  const said = [];
  for (const channel of ${CHANNELS}) said.push(await call(channel));
  return said;`;

test('only the top frame of a page of ours is answered', async ({ launch, folder }) => {
  const { electron, page, userData } = await launch({ flags: ['--lang=en', '--meter=demo:'] });
  await expect(page.locator('html[data-ready="true"]')).toBeAttached();
  const preload = join(folder, 'raw.cjs');
  await writeFile(preload, RAW_PRELOAD);
  const append = (set: string): string =>
    `(() => { const one = document.createElement('iframe'); ${set}; document.body.append(one); })()`;
  const own = `${ORIGIN}/index.html`;
  const hostile: Record<string, Where> = {
    'a page of the web': { url: WEB, partition: 'hostile' },
    'a page out of text': { url: 'data:text/html,<h1>evil</h1>' },
    'an empty page': { url: 'about:blank' },
    'a page of a like name': { url: 'app://wago-energy-monitor.evil/index.html' },
    'a frame of our origin with a text of its own': {
      url: own,
      frame: append("one.srcdoc = '<p>'"),
    },
    'a sandboxed frame in our page': {
      url: own,
      frame: append("one.sandbox = 'allow-scripts'; one.srcdoc = '<p>'"),
    },
    'a frame in a page of the web': {
      url: WEB,
      partition: 'hostile',
      frame: append("one.srcdoc = '<p>'"),
    },
  };
  for (const [who, where] of Object.entries(hostile)) {
    const said = (await inHostile(electron, preload, where, CALL_ALL)) as string[];
    expect([who, said.length]).toEqual([who, COMMAND_NAMES.length]);
    for (const one of said) expect([who, one]).toEqual([who, expect.stringMatching(AROUND)]);
    for (const one of said)
      expect([who, one]).toEqual([who, expect.stringMatching(/not from a page of this app$/)]);
  }
  // None of those calls did anything: the wall view is off, the window there, the list unread.
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    1,
  );
  await expect(page.locator('.wall')).toHaveCount(0);
  const log = await readFile(join(userData, 'logs', 'wago-energy-monitor.log'), 'utf8');
  expect(log).toContain('bridge: refused enterKiosk: not from a page of this app');
});

test('our page stands in no frame of somebody else', async ({ launch }) => {
  const { electron } = await launch({ flags: ['--lang=en', '--meter=demo:'] });
  const framed = await electron.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(`data:text/html,<iframe src="${url}"></iframe>`);
    const text = await window.webContents.mainFrame.frames[0]?.executeJavaScript(
      'document.documentElement.dataset.ready + document.title',
    );
    window.destroy();
    return text;
  }, `${ORIGIN}/index.html`);
  expect(framed).not.toContain('WAGO');
});

test('garbage from a page that was taken over reaches no command, on whichever channel', async ({
  launch,
  folder,
}) => {
  const { electron, page, userData } = await launch({ flags: ['--lang=en', '--meter=demo:'] });
  await expect(page.locator('html[data-ready="true"]')).toBeAttached();
  const preload = join(folder, 'raw.cjs');
  await writeFile(preload, RAW_PRELOAD);
  const settings = () =>
    page.evaluate(async () => JSON.stringify((await window.bridge.snapshot()).value.settings));
  const before = await settings();
  const said = (await inHostile(
    electron,
    preload,
    { url: `${ORIGIN}/index.html` },
    `const said = [];
    for (const channel of ${CHANNELS}) {
      for (const [at, args] of ${GARBAGE}.entries())
        said.push((await call(channel, ...args)) + ' [' + at);
      // Slower than the bridge's bound, so that each is refused for what it is.
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return said;`,
  )) as string[];
  expect(said.length).toBeGreaterThan(COMMAND_NAMES.length * 20);
  for (const one of said) {
    expect(one).toMatch(AROUND);
    expect(one).toMatch(/arguments do not fit \[/);
  }

  await test.step('other channels have nobody behind them', async () => {
    const others = await inHostile(
      electron,
      preload,
      { url: `${ORIGIN}/index.html` },
      `const said = [];
      for (const name of ['electron-store-get-data', 'app:__proto__', 'app:constructor', 'app:toString', 'app:event', ''])
        said.push(await call(name));
      for (const channel of [...${CHANNELS}, 'electron-store-get-data']) raw.send(channel, 1);
      return said;`,
    );
    for (const one of others as string[]) expect(one).toMatch(/No handler registered/);
    const listened = await electron.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String));
    // Electron's own, which does nothing.
    expect(listened).toEqual(['error']);
  });

  await test.step('nothing changed, and nothing of it was written down', async () => {
    expect(await settings()).toBe(before);
    const polluted = await electron.evaluate(() => 'polluted' in {});
    expect(polluted).toBe(false);
    const log = await readFile(join(userData, 'logs', 'wago-energy-monitor.log'), 'utf8');
    expect(log).toContain('bridge: refused snapshot: arguments do not fit');
    expect(log).not.toContain('hunter2');
    const polls = () =>
      page.evaluate(async () => (await window.bridge.snapshot()).value.live.counts.polls);
    const sofar = await polls();
    await expect.poll(polls).toBeGreaterThan(sofar);
  });
});

test('settings and imports with keys of every object change no object', async ({
  launch,
  folder,
}) => {
  const userData = join(folder, 'kept');
  const first = await launch({ userData, flags: ['--lang=en', '--meter=demo:'] });
  await first.page.evaluate(() => window.bridge.changeSettings({ pollIdleS: 77 }));
  await first.electron.close();
  const file = join(userData, 'settings.json');
  const poison = '"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}';
  const stored = (await readFile(file, 'utf8')).replaceAll(/\{(?=\s*")/g, `{${poison}, `);
  expect(stored).toContain('polluted');
  await writeFile(file, stored);
  const { electron, page } = await launch({ userData, flags: ['--lang=en', '--meter=demo:'] });
  const state = await page.evaluate(async () => (await window.bridge.snapshot()).value.settings);
  expect(state.pollIdleS).toBe(77);
  const imported = join(folder, 'import.json');
  await writeFile(
    imported,
    `{"app": "wago-energy-monitor", "version": 2, ${poison}, "settings": {${poison}, "pollIdleS": 88}}`,
  );
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, imported);
  const answer = await page.evaluate(() => window.bridge.importSettings());
  expect(answer).toMatchObject({ kind: 'read', taken: { pollIdleS: 88 }, refused: [] });
  for (const one of [
    await electron.evaluate(() => 'polluted' in {}),
    await page.evaluate(() => 'polluted' in {}),
  ])
    expect(one).toBe(false);
});
