import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_ADDRESS,
  DEFAULT_SETTINGS,
  type SettingName,
  type Settings,
  settingsPatchSchema,
  settingsSchema,
  settingsShape,
  takeSettings,
} from '../../app/settings.ts';

const OTHER: Settings = {
  ...DEFAULT_SETTINGS,
  source: {
    kind: 'meter',
    address: { framing: 'auto', host: '192.168.2.10', port: 8899, unit: 2, model: 'wago-879' },
  },
  pollWatchedS: 5,
  pollIdleS: 60,
  connectionLimitW: 12_000,
  theme: 'dark',
  language: 'de',
  phaseColours: 'iec',
  csvFormat: 'semicolon-point',
  metrics: { enabled: true, host: '0.0.0.0', port: 9101 },
  tariff: {
    currency: 'CHF',
    prices: [
      {
        from: '2026-01-01',
        perKwh: 0.3247,
        basePerMonth: 9.5,
        windows: [{ days: [6, 7], from: '22:00', to: '06:00', perKwh: 0.21 }],
      },
    ],
  },
};
const NAMES = Object.keys(settingsShape) as SettingName[];

describe('settings', () => {
  test('begin with the demo meter, 2 s while watched and 30 s otherwise', () => {
    expect(DEFAULT_SETTINGS).toMatchObject({
      source: { kind: 'demo' },
      pollWatchedS: 2,
      pollIdleS: 30,
    });
    expect(DEFAULT_ADDRESS).toEqual({
      framing: 'auto',
      host: '192.168.2.10',
      port: 8899,
      unit: 2,
      model: 'wago-879',
    });
    expect(settingsSchema.safeParse(DEFAULT_SETTINGS).success).toBe(true);
  });

  test('are taken over as they were stored', () => {
    expect(takeSettings(OTHER)).toEqual({ taken: OTHER, refused: [] });
  });

  test('of the time when there was one meter only mean that one', () => {
    const address = { framing: 'tcp', host: 'gateway', port: 502, unit: 1 };
    const stored = { source: { kind: 'meter', address } };
    expect(takeSettings(stored)).toEqual({
      taken: { source: { kind: 'meter', address: { ...address, model: 'wago-879' } } },
      refused: [],
    });
  });

  test('of a meter that nobody knows are not taken over', () => {
    const address = { framing: 'tcp', host: 'gateway', port: 502, unit: 1, model: 'sdm72' };
    expect(takeSettings({ source: { kind: 'meter', address } }).refused).toEqual(['source']);
  });

  test.each([undefined, null, 5, 'settings', [], {}])(
    'that were never stored are none: %j',
    (stored) => {
      expect(takeSettings(stored)).toEqual({ taken: {}, refused: [] });
    },
  );

  test.each(NAMES)('of which only %s is broken lose nothing else', (name) => {
    const { [name]: _, ...others } = OTHER;
    expect(takeSettings({ ...OTHER, [name]: { broken: true } })).toEqual({
      taken: others,
      refused: [name],
    });
  });

  test('of another version bring nothing along that is not known', () => {
    expect(takeSettings({ ...OTHER, nightMode: true })).toEqual({ taken: OTHER, refused: [] });
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

  test('are valid, whatever is stored, and nothing valid is lost', () => {
    const nearly = fc.record(
      Object.fromEntries(
        NAMES.map((name) => [name, fc.oneof(fc.anything(), fc.constant(OTHER[name]))]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), nearly, fc.jsonValue()), (stored) => {
        const { taken, refused } = takeSettings(stored);
        expect(settingsPatchSchema.parse(taken)).toEqual(taken);
        const given: Readonly<Record<string, unknown>> = Object(stored);
        for (const name of NAMES) {
          const isGiven = Object.hasOwn(given, name) && given[name] !== undefined;
          expect([name in taken, refused.includes(name)].filter(Boolean)).toHaveLength(
            isGiven ? 1 : 0,
          );
        }
      }),
    );
  });
});
