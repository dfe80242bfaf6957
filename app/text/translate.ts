import { createInstance, type i18n, type TFunction } from 'i18next';
import { type Language, TEXTS, type Texts } from './texts.ts';

/** Gives the text of `namespace:key` (`common:` may be left out) with its values filled in. */
export type Translate = TFunction<['common', ...(keyof Texts)[]]>;

/** An i18next instance with every text in it; ready at once, nothing is loaded. */
export function createTexts(language: Language): i18n {
  const texts = createInstance();
  void texts.init({
    lng: language,
    fallbackLng: 'en',
    resources: TEXTS,
    defaultNS: 'common',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return texts;
}
