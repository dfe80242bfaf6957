import { app } from 'electron';
import type { i18n } from 'i18next';
import { type CsvFormat, csvFormatOf } from '../../app/csv-format.ts';
import type { Settings } from '../../app/settings.ts';
import { type Language, languageOf } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';
import { systemLocale } from '../system-locale.ts';

/** The language of the settings, or that of the system. */
export function languageIn({ language }: Settings): Language {
  return language === 'system' ? languageOf(app.getLocale()) : language;
}

/** By which the system writes numbers, whatever language it speaks. */
function numberLocale(): string {
  return systemLocale(process.env, process.platform, () => {
    const locale = app.getSystemLocale();
    const region = app.getLocaleCountryCode();
    return region === '' ? locale : `${locale.split('-')[0]}-${region}`;
  });
}

/** How a CSV is written: as the settings say, or as the region of the system has it. */
export const csvFormatIn = ({ csvFormat }: Settings, language: Language): CsvFormat =>
  csvFormatOf(csvFormat, numberLocale(), language);

export interface SpokenTexts {
  readonly t: Translate;
  readonly language: Language;
}

/** The texts in the language of `settings`. */
export function spoken(texts: i18n, settings: Settings): SpokenTexts {
  const language = languageIn(settings);
  // All texts are there already, so the change is done when this returns.
  if (texts.language !== language) void texts.changeLanguage(language);
  return { t: texts.t as Translate, language };
}
