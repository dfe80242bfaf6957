import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { migrate, SETTINGS_VERSION, type Step } from '../../../main/settings/migrations.ts';
import { openFolder } from '../../../main/settings/settings-folder.ts';
import { NOON } from '../../support/readings.ts';

/** As version 1 wrote it for somebody who connected a meter and set the endpoint's port. */
const VERSION_1 = {
  version: 1,
  settings: {
    source: {
      kind: 'meter',
      address: { framing: 'auto', host: '192.168.2.10', port: 8899, unit: 2 },
    },
    pollWatchedS: 2,
    pollIdleS: 30,
    connectionLimitW: 24_000,
    theme: 'system',
    language: 'de',
    phaseColours: 'seed',
    metrics: { enabled: true, host: '127.0.0.1', port: 9101 },
    tray: true,
    closeToTray: true,
    startAtLogin: false,
    kioskDisplay: 'primary',
    kioskDim: { enabled: false, from: '22:00', until: '06:00', brightness: 30 },
    kioskPixelShift: true,
    logLevel: 'info',
    historyDays: 400,
    historyCapMb: 1000,
  },
  gateways: { '192.168.2.10:8899': { framing: 'rtu-over-tcp', maxWords: 20 } },
};
const { source, language, metrics } = VERSION_1.settings;
/** There was one meter then. */
const address = { ...source.address, model: 'wago-879' };
const CHOSEN = { source: { ...source, address }, language, metrics };

const folders: string[] = [];
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, unknown>>) {
  const dir = mkdtempSync(join(tmpdir(), 'wago-migrations-'));
  folders.push(dir);
  for (const [name, file] of Object.entries(files)) {
    writeFileSync(join(dir, name), JSON.stringify(file));
  }
  const open = () =>
    openFolder(dir, NOON, (file) =>
      writeFileSync(join(dir, 'settings.json'), JSON.stringify(file)),
    );
  const stored = (): unknown => JSON.parse(readFileSync(join(dir, 'settings.json'), 'utf8'));
  return { open, stored };
}

describe('a settings file of version 1', () => {
  test('is read without a word, and goes on in the present version with the next change', () => {
    const { open, stored } = folderWith({ 'settings.json': VERSION_1 });
    const { settings, gateways, notices } = open();
    expect(notices).toEqual([]);
    expect(settings.current()).toEqual({ ...DEFAULT_SETTINGS, ...CHOSEN });
    expect(gateways.recall('192.168.2.10', 8899)).toEqual({
      framing: 'rtu-over-tcp',
      maxWords: 20,
    });
    expect(stored()).toEqual(VERSION_1);
    settings.change({ theme: 'dark' });
    expect(stored()).toEqual({
      version: SETTINGS_VERSION,
      settings: { ...CHOSEN, theme: 'dark' },
      gateways: VERSION_1.gateways,
    });
    expect(open().settings.current()).toEqual({ ...DEFAULT_SETTINGS, ...CHOSEN, theme: 'dark' });
  });

  test('lends its values to a newer one that broke', () => {
    const { open } = folderWith({
      'settings.json': { version: 2, settings: { language: 'xx', theme: 'dark' } },
      'settings.last-good.json': VERSION_1,
    });
    const { settings, notices } = open();
    expect(settings.current()).toEqual({ ...DEFAULT_SETTINGS, language: 'de', theme: 'dark' });
    expect(notices).toMatchObject([{ text: 'settingsMended', values: { names: 'language' } }]);
  });

  test('has chosen what is a default today and was not one then', () => {
    expect(migrate({ version: 1, settings: { pollIdleS: 30, pollWatchedS: 3 } })).toEqual({
      version: 2,
      settings: { pollWatchedS: 3 },
    });
  });
});

describe('the steps', () => {
  const step =
    (name: string): Step =>
    (file) => ({ ...file, path: `${file.path ?? ''}${name}` });
  const steps = [step('a'), step('b'), step('c')];

  test.each([
    [1, 'abc', 4],
    [2, 'bc', 4],
    [3, 'c', 4],
    [4, undefined, 4],
    [9, undefined, 9],
    ['2', 'abc', 4],
    [undefined, 'abc', 4],
    [-1, 'abc', 4],
    [1.5, 'abc', 4],
  ])('taken from version %j are %s', (version, path, after) => {
    expect(migrate({ version }, steps)).toEqual(
      path === undefined ? { version } : { version: after, path },
    );
  });

  test('take any file to the present version, and a second time change nothing', () => {
    const file = fc.dictionary(fc.constantFrom('version', 'settings', 'gateways'), fc.jsonValue());
    fc.assert(
      fc.property(file, (broken) => {
        const once = migrate(broken);
        expect(once.version).toBeGreaterThanOrEqual(SETTINGS_VERSION);
        expect(migrate(once)).toEqual(once);
      }),
    );
  });
});
