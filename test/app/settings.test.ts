import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_ADDRESS,
  DEFAULT_SETTINGS,
  parseSettings,
  type SettingName,
  type Settings,
  settingsPatchSchema,
  settingsSchema,
  settingsShape,
} from '../../app/settings.ts';

const OTHER: Settings = {
  ...DEFAULT_SETTINGS,
  source: {
    kind: 'meter',
    address: { framing: 'auto', host: '192.168.2.10', port: 8899, unit: 2 },
  },
  pollWatchedS: 5,
  pollIdleS: 60,
  connectionLimitW: 12_000,
  theme: 'dark',
  language: 'de',
  phaseColours: 'iec',
  metrics: { enabled: true, host: '0.0.0.0', port: 9101 },
};
const NAMES = Object.keys(settingsShape) as SettingName[];

describe('settings', () => {
  test('begin with the demo meter, 2 s while watched and 30 s otherwise', () => {
    expect(DEFAULT_SETTINGS).toMatchObject({
      source: { kind: 'demo' },
      pollWatchedS: 2,
      pollIdleS: 30,
    });
    expect(DEFAULT_ADDRESS).toEqual({ framing: 'auto', host: '192.168.2.10', port: 8899, unit: 2 });
    expect(settingsSchema.safeParse(DEFAULT_SETTINGS).success).toBe(true);
  });

  test('are taken over as they were stored', () => {
    expect(parseSettings(OTHER)).toEqual({ settings: OTHER, mended: [] });
  });

  test.each([undefined, null, 5, 'settings', [], {}])(
    'that were never stored are the defaults: %j',
    (stored) => {
      expect(parseSettings(stored)).toEqual({ settings: DEFAULT_SETTINGS, mended: [] });
    },
  );

  test.each(NAMES)('of which only %s is broken lose nothing else', (name) => {
    const { settings, mended } = parseSettings({ ...OTHER, [name]: { broken: true } });
    expect(mended).toEqual([name]);
    expect(settings).toEqual({ ...OTHER, [name]: DEFAULT_SETTINGS[name] });
  });

  test('that are broken fall back to the last good ones where there are any', () => {
    const { settings, mended } = parseSettings({ pollIdleS: -1, theme: 'light' }, OTHER);
    expect(settings).toEqual({ ...OTHER, theme: 'light' });
    expect(mended).toEqual(['pollIdleS']);
  });

  test('of another version bring nothing along that is not known', () => {
    const { settings } = parseSettings({ ...OTHER, nightMode: true });
    expect(settings).toEqual(OTHER);
  });

  test.each([
    [{ pollWatchedS: 0 }, false],
    [{ pollWatchedS: 1 }, true],
    [{ pollIdleS: 300 }, true],
    [{ pollIdleS: 301 }, false],
    [{ pollIdleS: 2.5 }, false],
    [{ connectionLimitW: 500 }, true],
    [{ connectionLimitW: 499 }, false],
    [{ connectionLimitW: Number.NaN }, false],
    [{ source: { kind: 'meter', address: { ...DEFAULT_ADDRESS, unit: 0 } } }, false],
    [{ source: { kind: 'meter', address: { ...DEFAULT_ADDRESS, unit: 247 } } }, true],
    [{ source: { kind: 'meter', address: { ...DEFAULT_ADDRESS, unit: 248 } } }, false],
    [{ source: { kind: 'meter', address: { ...DEFAULT_ADDRESS, port: 65_536 } } }, false],
    [
      { source: { kind: 'meter', address: { ...DEFAULT_ADDRESS, host: '192.168.2.10:8899' } } },
      false,
    ],
    [{ source: { kind: 'meter' } }, false],
    [{ source: { kind: 'file' } }, false],
  ])('%j can be set: %s', (patch, isGood) => {
    expect(settingsPatchSchema.safeParse(patch).success).toBe(isGood);
  });

  test('that a person types may have spaces around the host', () => {
    const address = { ...DEFAULT_ADDRESS, host: ' gateway ' };
    const parsed = settingsPatchSchema.parse({ source: { kind: 'meter', address } });
    expect(parsed.source).toMatchObject({ address: { host: 'gateway' } });
  });

  test('are whole and valid, whatever is stored', () => {
    const nearly = fc.record(
      Object.fromEntries(
        NAMES.map((name) => [name, fc.oneof(fc.anything(), fc.constant(OTHER[name]))]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), nearly, fc.jsonValue()), (stored) => {
        const { settings, mended } = parseSettings(stored, OTHER);
        expect(settingsSchema.parse(settings)).toEqual(settings);
        expect(Object.keys(settings)).toEqual(NAMES);
        for (const name of mended) expect(settings[name]).toEqual(OTHER[name]);
      }),
    );
  });
});
