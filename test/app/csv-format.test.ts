import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CSV_FORMATS, csvFormatOf } from '../../app/csv-format.ts';

describe('the separators of a CSV', () => {
  it.each([
    ['en_US.UTF-8', 'comma'],
    ['en-GB', 'comma'],
    ['ja_JP.UTF-8', 'comma'],
    ['es-MX', 'comma'],
    ['de_DE.UTF-8@euro', 'semicolon'],
    ['de-AT', 'semicolon'],
    ['fr-FR', 'semicolon'],
    ['sr_RS@latin', 'semicolon'],
    // The region decides and not the language.
    ['en-DE', 'semicolon'],
    ['en_DE.UTF-8', 'semicolon'],
    ['en-FR', 'semicolon'],
    ['de-US', 'comma'],
    ['de_CH.UTF-8', 'semicolon-point'],
    ['en-CH', 'semicolon-point'],
    ['de-LI', 'semicolon-point'],
    ['de-Latn-CH', 'semicolon-point'],
  ])('of a system in %s are %s', (locale, format) => {
    expect(csvFormatOf('system', locale, 'en')).toBe(format);
    expect(csvFormatOf('system', locale, 'de')).toBe(format);
  });

  it.each(['', 'C', 'C.UTF-8', 'POSIX', '%', 'x'])(
    'are those of the language where the system names no region: %s',
    (locale) => {
      expect(csvFormatOf('system', locale, 'en')).toBe('comma');
      expect(csvFormatOf('system', locale, 'de')).toBe('semicolon');
    },
  );

  it('are what somebody chose, wherever they are', () => {
    for (const format of CSV_FORMATS) expect(csvFormatOf(format, 'de_CH', 'de')).toBe(format);
  });

  it('are found whatever the system says', () => {
    fc.assert(
      fc.property(fc.string(), (locale) => {
        expect(CSV_FORMATS).toContain(csvFormatOf('system', locale, 'en'));
      }),
    );
  });
});
