import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { TEXTS } from '../../../app/text/texts.ts';
import { boundsOf, FIELD_GROUPS, parseNumber, patchOf } from '../../../renderer/settings/fields.ts';

const fields = FIELD_GROUPS.flatMap((group) => group.fields);

describe('the fields of the Settings view', () => {
  it.each(fields.map(({ name }) => name))('take the default of %s', (name) => {
    expect(patchOf(name, DEFAULT_SETTINGS[name])).toEqual({ [name]: DEFAULT_SETTINGS[name] });
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
});
