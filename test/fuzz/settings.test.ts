import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import {
  DEFAULT_SETTINGS,
  settingsPatchSchema,
  settingsSchema,
  settingsShape,
  takeSettings,
} from '../../app/settings.ts';
import { importedSettings } from '../../app/settings-transfer.ts';
import { epochMs } from '../../app/units.ts';
import { openFolder } from '../../main/settings/settings-folder.ts';
import { LAST_GOOD_FILE, SETTINGS_FILE } from '../../main/settings/stored-settings.ts';
import { fuzz } from './fuzz.ts';
import { anyJson, isPolluting, mutatedText } from './mutations.ts';

const NAMES = Object.keys(settingsShape);
const NOW = epochMs(Date.UTC(2026, 10, 22, 11));

/** Settings of which some have values of another kind. */
const stored = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...NAMES, '__proto__', 'more'), anyJson), { maxLength: 6 }),
    fc.boolean(),
  )
  .map(([entries, isWhole]) => {
    const base: Record<string, unknown> = isWhole ? { ...DEFAULT_SETTINGS } : {};
    for (const [name, value] of entries) {
      Object.defineProperty(base, name, { value, enumerable: true, configurable: true });
    }
    return base;
  });

let taken = 0;

fuzz<unknown>('stored settings', {
  cases: 10_000,
  arbitrary: fc.oneof(stored, anyJson),
  check: (value) => {
    const found = takeSettings(value);
    taken += Object.keys(found.taken).length;
    expect(settingsPatchSchema.parse(found.taken)).toEqual(found.taken);
    expect(takeSettings(found.taken)).toEqual({ taken: found.taken, refused: [] });
    expect(isPolluting(found.taken)).toBe(false);
    for (const name of found.refused) expect(found.taken).not.toHaveProperty(name);
    expect(importedSettings(value).taken).toEqual(found.taken);
  },
  finally: () => expect(taken).toBeGreaterThan(10_000),
});

const folder = mkdtempSync(join(tmpdir(), 'wago-fuzz-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A settings file of any version, as somebody's editor, a disk or another program left it. */
const file = mutatedText(
  fc
    .record({
      version: fc.oneof(fc.constantFrom(1, 2, 3, 99), anyJson),
      settings: fc.oneof({ weight: 4, arbitrary: stored }, anyJson),
      gateways: fc.oneof(
        fc.dictionary(
          fc.string(),
          fc.oneof(fc.constant({ framing: 'tcp', maxWords: 20 }), anyJson),
          { maxKeys: 3 },
        ),
        anyJson,
      ),
    })
    .map((value) => JSON.stringify(value)),
);

interface Files {
  readonly settings: string;
  /** null: there is no copy of what was good. */
  readonly lastGood: string | null;
}

fuzz<Files>('settings folder', {
  cases: 10_000,
  arbitrary: fc.record({ settings: file, lastGood: fc.option(file, { freq: 2 }) }),
  check: ({ settings, lastGood }) => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    writeFileSync(join(folder, SETTINGS_FILE), settings);
    if (lastGood !== null) writeFileSync(join(folder, LAST_GOOD_FILE), lastGood);
    const write = (content: unknown): void =>
      writeFileSync(join(folder, SETTINGS_FILE), JSON.stringify(content));
    const opened = openFolder(folder, NOW, write);
    const current = opened.settings.current();
    expect(settingsSchema.parse(current)).toEqual(current);
    opened.gateways.recall('192.168.2.10', 8899);
    // What is gone on with is found at the next start, and is whole.
    expect(opened.settings.change({ theme: 'dark' })).toBeNull();
    const again = openFolder(folder, NOW, write);
    expect(again.notices).toEqual([]);
    expect(again.settings.current()).toEqual({ ...current, theme: 'dark' });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  },
});
