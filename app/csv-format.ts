import type { Language } from './text/texts.ts';

/** What parts the cells of a CSV, and what begins a fraction in it. */
interface Separators {
  readonly delimiter: ',' | ';';
  readonly decimalSign: '.' | ',';
}

/** The pairs that spreadsheets open without being asked, each in its regions. */
export const CSV_SEPARATORS = {
  comma: { delimiter: ',', decimalSign: '.' },
  semicolon: { delimiter: ';', decimalSign: ',' },
  /** Switzerland and Liechtenstein. */
  'semicolon-point': { delimiter: ';', decimalSign: '.' },
} as const satisfies Record<string, Separators>;

export type CsvFormat = keyof typeof CSV_SEPARATORS;
export const CSV_FORMATS = ['comma', 'semicolon', 'semicolon-point'] as const;

/** As somebody set it. */
export type CsvChoice = CsvFormat | 'system';

const SEMICOLON_BESIDE_POINT: readonly string[] = ['CH', 'LI'];

/** `de_CH.UTF-8@euro` as `de-CH`; null: names no language, as `C` does. */
function localeOf(name: string): Intl.Locale | null {
  const tag = name.replace(/[.@].*$/s, '').replaceAll('_', '-');
  if (/^(C|POSIX)?$/i.test(tag)) return null;
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}

/** The locale in which numbers are written in that region. */
function localeOfRegion({ language, region }: Intl.Locale): string {
  if (region === undefined) return language;
  // Without the script, since ICU does not find `de-Latn-CH`.
  const locale = `${language}-${region}`;
  const known = new Intl.Locale(new Intl.NumberFormat(locale).resolvedOptions().locale);
  // English in France is no English of its own everywhere; the region’s main language decides then.
  if (known.region === region) return locale;
  return `${new Intl.Locale(`und-${region}`).maximize().language}-${region}`;
}

/**
 * What spreadsheets of that region take for columns and numbers.
 * @param locale of the system, as `en-DE` or `de_CH.UTF-8`; where it names no language, `language` decides.
 */
function formatOfRegion(locale: string, language: Language): CsvFormat {
  const known = localeOf(locale) ?? new Intl.Locale(language);
  const parts = new Intl.NumberFormat(localeOfRegion(known)).formatToParts(0.5);
  if (parts.find(({ type }) => type === 'decimal')?.value !== '.') return 'semicolon';
  return SEMICOLON_BESIDE_POINT.includes(known.region ?? '') ? 'semicolon-point' : 'comma';
}

/** The format to write in: the chosen one, or that of the system's region. */
export const csvFormatOf = (choice: CsvChoice, locale: string, language: Language): CsvFormat =>
  choice === 'system' ? formatOfRegion(locale, language) : choice;
