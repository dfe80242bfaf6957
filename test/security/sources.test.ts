import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTree } from '../support/source-tree.ts';

const SOURCES = readTree(['app', 'main', 'preload', 'renderer']);

/** Where `pattern` stands, comments left out. */
function placesOf(pattern: RegExp): readonly string[] {
  return [...SOURCES]
    .filter(([, text]) => pattern.test(text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')))
    .map(([path]) => path)
    .sort();
}

describe('the sources', () => {
  test.each([
    ['open nothing with another program but a folder', /openExternal/],
    ['load no file into a window', /\.loadFile\(|file:\/\/(?!\*)/],
    [
      'make no HTML and no script out of text',
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/,
    ],
    [
      'take no wall down',
      /webSecurity: false|sandbox: false|contextIsolation: false|nodeIntegration\w*: true|webviewTag: true/,
    ],
    [
      'switch on nothing that is not ready',
      /experimentalFeatures|enableBlinkFeatures|allowRunningInsecureContent: true/,
    ],
    [
      'trust no certificate but those of the system',
      /['"`](ignore-)?certificate-error|setCertificateVerifyProc|rejectUnauthorized|NODE_TLS_REJECT/,
    ],
  ])('%s', (_what, pattern) => {
    expect(placesOf(pattern)).toEqual([]);
  });

  test('start no other program, but for a command that somebody typed', () => {
    const places = placesOf(/from 'node:child_process'/);
    expect(places.filter((path) => !path.startsWith('main/cli/'))).toEqual([]);
  });

  test('listen to windows in one place, and only to the contract', () => {
    expect(placesOf(/\bipcMain\b/)).toEqual([
      'main/bridge/serve-bridge.ts',
      // Takes away the listener that electron-store puts up.
      'main/settings/settings-file.ts',
    ]);
    expect(placesOf(/\bipcRenderer\b|contextBridge/)).toEqual(['preload/index.ts']);
    expect(placesOf(/ipcMain\.(on|once|addListener)\(/)).toEqual([]);
  });

  test('open every window with the same preferences', () => {
    const places = placesOf(/new (BrowserWindow|BaseWindow|WebContentsView|BrowserView)\(/);
    expect(places.length).toBeGreaterThan(2);
    for (const path of places) {
      expect([path, SOURCES.get(path)]).toEqual([
        path,
        expect.stringMatching(/webPreferences: (\{ \.\.\.)?pagePreferences\(/),
      ]);
    }
  });
});

test('the page says the same policy as the scheme that serves it', () => {
  const page = readFileSync('renderer/index.html', 'utf8');
  const said = /content="(default-src[^"]*)"/.exec(page)?.[1]?.split('; ') ?? [];
  const scheme = SOURCES.get('main/window/scheme.ts') ?? '';
  expect(said.length).toBeGreaterThan(7);
  for (const directive of said) expect(scheme).toContain(`"${directive}"`);
});

test('Electron is pinned to one version, as old as the oldest that is still looked after', () => {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(packages['node_modules/electron'].version).toBe(devDependencies.electron);
  expect(Number.parseInt(devDependencies.electron, 10)).toBeGreaterThanOrEqual(45);
});
