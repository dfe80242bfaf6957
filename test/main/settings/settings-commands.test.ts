import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  DEFAULT_SETTINGS,
  type Settings,
  type SettingsPatch,
  settingsPatchSchema,
} from '../../../app/settings.ts';
import { importedSettings } from '../../../app/settings-transfer.ts';
import { SecretStore } from '../../../main/settings/secret-store.ts';
import { createSettingsCommands } from '../../../main/settings/settings-commands.ts';
import { createLogBook } from '../../support/core.ts';

const PI = 'http://192.168.2.20:9090';
const SET: SettingsPatch = {
  theme: 'dark',
  pollIdleS: 60,
  prometheus: { url: PI },
  prometheusAccess: 'basic',
  prometheusUser: 'pi',
};
const SETTINGS = { ...DEFAULT_SETTINGS, ...SET } as Settings;

const folders: string[] = [];
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** @param chosen what a person picks in the dialogs; undefined: a file in an empty folder. */
function setUp(chosen?: string | null) {
  const folder = mkdtempSync(join(tmpdir(), 'wago-transfer-'));
  folders.push(folder);
  const file = chosen === undefined ? join(folder, 'export.json') : chosen;
  const vault = { isSafe: () => false, seal: Buffer.from, open: String };
  const secrets = new SecretStore({ folder, vault, log: createLogBook() });
  const commands = createSettingsCommands({
    settings: () => SETTINGS,
    secrets,
    files: { toSave: async () => file, toOpen: async () => file },
  });
  const importing = (content: unknown) => {
    writeFileSync(String(file), typeof content === 'string' ? content : JSON.stringify(content));
    return commands.importSettings();
  };
  return { ...commands, file: String(file), folder, importing };
}

const exported = (settings: unknown, version = 2) => ({
  app: 'wago-energy-monitor',
  version,
  settings,
});

describe('exported settings', () => {
  test('come back as they were, and without the secret', async () => {
    const { exportSettings, importSettings, setSecret, secretState, file } = setUp();
    expect(await setSecret('letmein')).toEqual({ hasSecret: true, keeping: 'session' });
    expect(await secretState()).toEqual({ hasSecret: true, keeping: 'session' });
    expect(await exportSettings()).toEqual({ kind: 'written', file });
    expect(readFileSync(file, 'utf8')).not.toContain('letmein');
    expect(await importSettings()).toEqual({
      kind: 'read',
      taken: SETTINGS,
      refused: [],
      unknown: [],
    });
  });

  test('are taken field by field, and what was not is named', async () => {
    const { importing } = setUp();
    const settings = { ...SET, pollIdleS: 0, metrics: { enabled: 'yes' }, password: 'letmein' };
    const { pollIdleS: _, ...taken } = SET;
    expect(await importing(exported(settings))).toEqual({
      kind: 'read',
      taken,
      refused: ['pollIdleS', 'metrics'],
      unknown: ['password'],
    });
  });

  test('of version 1 are read as that version meant them', async () => {
    const settings = { pollIdleS: 30, theme: 'dark' };
    expect(await setUp().importing(exported(settings, 1))).toMatchObject({
      taken: { theme: 'dark' },
      refused: [],
    });
  });

  test('may begin with a byte order mark, as an editor leaves it', async () => {
    const text = `\uFEFF${JSON.stringify(exported(SET))}`;
    expect(await setUp().importing(text)).toMatchObject({ kind: 'read', taken: SET });
  });

  test.each([
    ['nothing', ''],
    ['half of it', '{"app": "wago-energy-monitor", "settings": {"the'],
    ['a list', '[]'],
    ['null', 'null'],
    ['another program’s settings', { app: 'other', version: 1, settings: {} }],
    ['no settings', { app: 'wago-energy-monitor', version: 1 }],
    ['more than any settings take', exported({ name: 'x'.repeat(1_000_001) })],
  ])('are not looked for in %s', async (_name, content) => {
    expect(await setUp().importing(content)).toEqual({ kind: 'other-file' });
  });

  test('are given up without a word when no file is chosen', async () => {
    const { exportSettings, importSettings } = setUp(null);
    expect(await exportSettings()).toEqual({ kind: 'cancelled' });
    expect(await importSettings()).toEqual({ kind: 'cancelled' });
  });

  test('that cannot be written or read say why', async () => {
    const { exportSettings, importSettings } = setUp(join(tmpdir(), 'wago-gone', 'x.json'));
    expect(await exportSettings()).toMatchObject({
      kind: 'not-written',
      reason: expect.stringContaining('ENOENT'),
    });
    expect(await importSettings()).toMatchObject({ kind: 'not-read' });
  });

  test('bring nothing that could not be set by hand, whatever is in the file', () => {
    fc.assert(
      fc.property(fc.anything(), (settings) => {
        const { taken } = importedSettings(settings);
        expect(settingsPatchSchema.parse(taken)).toEqual(taken);
      }),
    );
  });
});
