import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings, settingsShape } from '../../../app/settings.ts';
import { TEXTS } from '../../../app/text/texts.ts';
import {
  boundsOf,
  changeOf,
  FIELD_GROUPS,
  type FieldName,
  isShown,
  limitBounds,
  parseBrightness,
  parseLimit,
  parseNumber,
  parseTime,
  parseUser,
  patchOf,
  STATE_LIMIT_NAMES,
} from '../../../renderer/settings/fields.ts';

const fields = FIELD_GROUPS.flatMap((group) => group.fields);
const isSetting = (name: string): name is FieldName => Object.hasOwn(settingsShape, name);

describe('the fields of the Settings view', () => {
  it.each(fields.map(({ name }) => name).filter(isSetting))('take the default of %s', (name) => {
    expect(patchOf(name, DEFAULT_SETTINGS[name])).toEqual({ [name]: DEFAULT_SETTINGS[name] });
  });

  it('are all that a person may set', () => {
    const names = fields.map(({ name }) => name).filter(isSetting);
    expect(names.sort()).toEqual(Object.keys(settingsShape).sort());
  });

  it('have a name in every language', () => {
    for (const { settings } of Object.values(TEXTS)) {
      expect(Object.keys(settings.names)).toEqual(fields.map(({ name }) => name));
    }
  });

  it('know the bounds of the schema', () => {
    expect(boundsOf('pollWatchedS')).toEqual({ min: 1, max: 300 });
  });

  it('take whole numbers within the bounds and nothing else', () => {
    expect(parseNumber('pollWatchedS', ' 5 ')).toBe(5);
    for (const text of ['', '0', '301', '2.5', '2,5', '-2', 'two', '1e2']) {
      expect(parseNumber('pollWatchedS', text)).toBeNull();
    }
  });

  it('take times of day and nothing else', () => {
    expect(['22:00', ' 7:30 ', '00:00'].map(parseTime)).toEqual(['22:00', '07:30', '00:00']);
    for (const text of ['', '24:00', '7.30', '7', '12:60', '1:2:3']) {
      expect(parseTime(text)).toBeNull();
    }
  });

  it('take limits of the states that rise, and say between which others each must lie', () => {
    const limits = DEFAULT_SETTINGS.stateLimits;
    expect(parseLimit('runningFromW', limits, ' 200 ')).toBe(200);
    expect(STATE_LIMIT_NAMES.map((name) => limitBounds(name, limits))).toEqual([
      { min: 1, max: 99 },
      { min: 27, max: 150 },
      { min: 100, max: 1999 },
      { min: 151, max: 100_000 },
    ]);
    for (const name of STATE_LIMIT_NAMES) {
      const { min, max } = limitBounds(name, limits);
      expect([min - 1, min, max, max + 1].map((w) => parseLimit(name, limits, `${w}`))).toEqual([
        null,
        min,
        max,
        null,
      ]);
    }
    for (const text of ['', '26.5', '-1', 'x']) {
      expect(parseLimit('circulatingFromW', limits, text)).toBeNull();
    }
  });

  it('take a brightness that still shows something, and a user of any name', () => {
    expect(['5', '100'].map(parseBrightness)).toEqual([5, 100]);
    for (const text of ['4', '101', '', '50%']) expect(parseBrightness(text)).toBeNull();
    expect(parseUser(' pi ')).toBe('pi');
    expect(parseUser('x'.repeat(501))).toBeNull();
  });

  it('are shown while they mean something', () => {
    const shownWith = (patch: Partial<Settings>) => {
      const settings = { ...DEFAULT_SETTINGS, ...patch };
      return fields.filter((field) => isShown(field, settings)).map(({ name }) => name);
    };
    const secret = ['prometheusAccess', 'prometheusUser', 'secret'];
    const url = { prometheus: { url: 'http://pi:9090' } };
    const of = (names: readonly string[]) => names.filter((name) => secret.includes(name));
    expect(of(shownWith({ prometheusAccess: 'basic' }))).toEqual([]);
    expect(of(shownWith(url))).toEqual(['prometheusAccess']);
    expect(of(shownWith({ ...url, prometheusAccess: 'basic' }))).toEqual(secret);
    expect(of(shownWith({ ...url, prometheusAccess: 'bearer' }))).toEqual([
      'prometheusAccess',
      'secret',
    ]);
    expect(shownWith({})).toContain('closeToTray');
    expect(shownWith({ tray: false })).not.toContain('closeToTray');
  });

  it('know what takes a change back, of one setting or of many', () => {
    const patch = { theme: 'dark', pollIdleS: 60 } as const;
    expect(changeOf('transfer', patch, DEFAULT_SETTINGS)).toEqual({
      name: 'transfer',
      before: { theme: 'system', pollIdleS: 30 },
    });
  });
});
