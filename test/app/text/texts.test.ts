import { describe, expect, test } from 'vitest';
import { LANGUAGES, languageOf, TEXTS } from '../../../app/text/texts.ts';
import { createTexts } from '../../../app/text/translate.ts';
import { readTree } from '../../support/source-tree.ts';
import { isUsed, spelledIn } from '../../support/used-texts.ts';

type Leaf = readonly [path: string, text: string];

function leavesOf(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([name, inner]) =>
    leavesOf(inner, path === '' ? name : `${path}.${name}`),
  );
}

/** Every text of a language under `namespace:path`. */
const allTexts = (language: keyof typeof TEXTS): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(TEXTS[language]).flatMap(([namespace, texts]) =>
      leavesOf(texts).map(([path, text]) => [`${namespace}:${path}`, text] as const),
    ),
  );

const EN = allTexts('en');
const DE = allTexts('de');
/** `{{after, number}}` and `{{after}}` are one place. */
const placesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map(([, name]) => name ?? '').sort();

describe('the texts', () => {
  const tree = readTree(['app', 'main', 'preload', 'renderer']);
  const users = new Map([...tree].filter(([path]) => !/^app\/text\/(en|de)\//.test(path)));
  const spelled = spelledIn(users);

  test('have the same keys in both languages', () => {
    expect([...DE.keys()].sort()).toEqual([...EN.keys()].sort());
  });

  test('have the same places to fill in both languages', () => {
    for (const [key, text] of EN) {
      expect(`${key} ${placesIn(DE.get(key) ?? '')}`).toBe(`${key} ${placesIn(text)}`);
    }
  });

  test.each(LANGUAGES)('are whole once they are filled in: %s', (language) => {
    const t = createTexts(language).t as (key: string, values: object) => string;
    for (const [key, text] of language === 'en' ? EN : DE) {
      const filled = Object.fromEntries(
        placesIn(text).map((name) => [name, name === 'mode' ? 'net' : 5]),
      );
      expect(t(key, filled)).not.toMatch(/\{\{|\}\}|\$t\(|undefined/);
    }
  });

  test('are none of them empty or left in English', () => {
    const isWord = (text: string): boolean => /\p{L}{4}/u.test(text.replaceAll(/\{\{.*?\}\}/g, ''));
    const same = [...EN].filter(([key, text]) => DE.get(key) === text && isWord(text));
    for (const text of [...EN.values(), ...DE.values()]) expect(text.trim()).not.toBe('');
    // Names, and words that are German as well.
    const SHARED = [
      'WAGO Energy Monitor',
      'Demo',
      'Live',
      'Offline',
      'Modbus TCP',
      'Port',
      'Gateway',
      'Deutsch',
      'English',
      'Phase {{name}}',
      'Normal',
      'Prometheus',
      'Version {{version}}',
      'Starts',
      'Standby',
      'Standby (kWh)',
      'Start',
    ];
    expect(same.filter(([, text]) => !SHARED.includes(text))).toEqual([]);
  });

  test('are written with the quotation marks of their language', () => {
    for (const text of EN.values()) expect(text).not.toMatch(/["„]/);
    for (const text of DE.values()) expect(text).not.toMatch(/["”’']/);
  });

  const unused = [...EN.keys()].filter((key) => !isUsed(key, spelled));

  test('are all of them used', () => {
    expect(unused).toEqual([]);
  });

  test('that the source names are all of them there', () => {
    const namespaces = Object.keys(TEXTS.en).join('|');
    const named = [...spelled.literals].filter((literal) =>
      new RegExp(`^(${namespaces}):[\\w.-]+$`).test(literal),
    );
    const isThere = (key: string): boolean => EN.has(key) || EN.has(`${key}_other`);
    expect(named.filter((key) => !isThere(key))).toEqual([]);
    const beginnings = spelled.templates
      .map(([first]) => first ?? '')
      .filter((first) => new RegExp(`^(${namespaces}):(?! )`).test(first));
    const leadsSomewhere = (first: string): boolean =>
      [...EN.keys()].some((key) => key.startsWith(first));
    expect(beginnings.filter((first) => !leadsSomewhere(first))).toEqual([]);
  });

  test('that nobody uses are found, and so is a key that is not there', () => {
    const source = new Map([
      ['a.ts', "t('live:power'); const framing = 'tcp';"],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
      ['b.ts', 't(`faults:framing.${framing}`);'],
    ]);
    const found = spelledIn(source);
    expect(isUsed('live:power', found)).toBe(true);
    expect(isUsed('faults:framing.tcp', found)).toBe(true);
    expect(isUsed('faults:framing.rtu-over-tcp', found)).toBe(false);
    expect(isUsed('live:frequency', found)).toBe(false);
  });
});

describe('a language', () => {
  test.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['de_DE.UTF-8', 'de'],
    ['DE', 'de'],
    ['en-GB', 'en'],
    ['fr', 'en'],
    ['C', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ])('for the locale "%s" is %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });

  test.each(LANGUAGES)('is ready at once, with nothing to load: %s', (language) => {
    const { t } = createTexts(language);
    expect(t('common:freshness.stale')).toBe(TEXTS[language].common.freshness.stale);
    expect(t('freshness.stale')).toBe(TEXTS[language].common.freshness.stale);
  });

  test('fills in what it is given as it is, without HTML entities', () => {
    const { t } = createTexts('en');
    expect(t('flags:empty', { flag: '<a> & "b"' })).toContain('<a> & "b"');
  });
});
