import type { i18n } from 'i18next';
import { type ReactNode, useLayoutEffect } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { type Language, languageOf, type Texts } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';
import { useAppState } from './services.tsx';

const NAMESPACES = ['common'] as const satisfies readonly (keyof Texts)[];

/** The language of the settings, or that of the system. */
function useLanguage(): Language {
  const setting = useAppState((state) => state.settings.language);
  return setting === 'system' ? languageOf(navigator.language) : setting;
}

/** Keeps the texts and the document in the language of the settings. */
export function TextsProvider(props: { readonly texts: i18n; readonly children: ReactNode }) {
  const language = useLanguage();
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    void props.texts.changeLanguage(language);
  }, [language, props.texts]);
  return <I18nextProvider i18n={props.texts}>{props.children}</I18nextProvider>;
}

export interface TextsInUse {
  readonly t: Translate;
  readonly language: Language;
}

export function useTexts(): TextsInUse {
  const { t, i18n } = useTranslation(NAMESPACES);
  return { t: t as Translate, language: languageOf(i18n.language) };
}
