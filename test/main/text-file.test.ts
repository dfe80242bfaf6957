import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { createSettingsCommands } from '../../main/settings/settings-commands.ts';
import { openFolder } from '../../main/settings/settings-folder.ts';
import { findSettings } from '../../main/settings/stored-settings.ts';
import { decodeText, readText } from '../../main/text-file.ts';

const MARK = '\ufeff';
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
/** As editors save a text. */
const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(MARK + text),
  'UTF-16': (text) => Buffer.from(MARK + text, 'utf16le'),
  'UTF-16 without a mark': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16 of the other order': (text) => utf16be(MARK + text),
  'UTF-16 of the other order without a mark': utf16be,
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wago-text-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe.each(Object.entries(ENCODINGS))('a file in %s', (_, encode) => {
  it('is the text that was saved', () => {
    const json = fc.json().map((text) => `{"Zähler 🔌":${text}}`);
    fc.assert(fc.property(json, (text) => decodeText(encode(text)) === text));
  });

  it('holds settings, which nothing sets aside', async () => {
    const settings = { language: 'de', prometheusUser: 'Jürgen' };
    await writeFile(
      join(dir, 'settings.json'),
      encode(`${JSON.stringify({ version: 2, settings }, null, 2)}\r\n`),
    );
    expect(findSettings(dir)).toMatchObject({ chosen: settings, flaw: null });
    const opened = openFolder(dir, SYSTEM_CLOCK.now(), () => undefined);
    expect(opened.notices).toEqual([]);
    expect(opened.settings.current()).toMatchObject(settings);
  });

  it('holds exported settings', async () => {
    const file = join(dir, 'export.json');
    const content = { app: 'wago-energy-monitor', version: 2, settings: { theme: 'dark' } };
    await writeFile(file, encode(JSON.stringify(content)));
    const commands = createSettingsCommands({
      settings: () => DEFAULT_SETTINGS,
      secrets: { stateFor: () => undefined, set: () => undefined } as never,
      files: { toOpen: async () => file, toSave: async () => null },
    });
    expect(await commands.importSettings()).toMatchObject({
      kind: 'read',
      taken: { theme: 'dark' },
    });
  });
});

it.skipIf(process.platform === 'win32')(
  'a pipe, a folder or a device in the place of a file is refused at once',
  () => {
    const pipe = join(mkdtempSync(join(tmpdir(), 'text-')), 'settings.json');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, tmpdir(), '/dev/zero']) expect(() => readText(path)).toThrow();
  },
);
