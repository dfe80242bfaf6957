import { common as commonDe } from './de/common.ts';
import { faults as faultsDe } from './de/faults.ts';
import { notices as noticesDe } from './de/notices.ts';
import { common } from './en/common.ts';
import { faults } from './en/faults.ts';
import { notices } from './en/notices.ts';

/** Every text of the app: one namespace a file, the same keys in each language. */
const en = { common, faults, notices };
export type Texts = typeof en;
const de: Texts = { common: commonDe, faults: faultsDe, notices: noticesDe };

export const TEXTS = { en, de } as const;
export type Language = keyof typeof TEXTS;
export const LANGUAGES = Object.keys(TEXTS) as readonly Language[];

/** The language to use for a system locale such as `de-AT`; English where we have no other. */
export function languageOf(locale: string): Language {
  const wanted = locale.toLowerCase().split(/[-_.]/)[0];
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}
