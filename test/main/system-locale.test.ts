import { describe, expect, it } from 'vitest';
import { systemLocale } from '../../main/system-locale.ts';

const german = (): string => 'de-DE';

describe('the locale by which the system writes numbers', () => {
  it.each([
    [{ LANG: 'en_US.UTF-8', LC_NUMERIC: 'de_CH.UTF-8' }, 'de_CH.UTF-8'],
    [{ LANG: 'en_DE.UTF-8', LC_MESSAGES: 'de_AT.UTF-8' }, 'en_DE.UTF-8'],
    [{ LC_ALL: 'C', LC_NUMERIC: 'de_CH.UTF-8' }, 'C'],
    [{ LC_ALL: '', LC_NUMERIC: '', LANG: 'fr_FR' }, 'fr_FR'],
  ])('is what the variables say: %j', (env, locale) => {
    for (const platform of ['linux', 'win32', 'darwin'] as const)
      expect(systemLocale(env, platform, german)).toBe(locale);
  });

  it('is asked of the runtime where systems have no such variables', () => {
    expect(systemLocale({}, 'win32', german)).toBe('de-DE');
    expect(systemLocale({}, 'darwin', german)).toBe('de-DE');
    expect(systemLocale({}, 'linux', german)).toBe('');
  });
});
