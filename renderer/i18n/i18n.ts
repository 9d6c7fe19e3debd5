import { createInstance, type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../shared/site.ts';
import type { Translate } from './catalogue.ts';
import { en } from './en/index.ts';
import { ru } from './ru/index.ts';

type Catalogues = typeof en;
export type Screen = keyof Catalogues;

/** Both catalogues are in the bundle: a change of language is instant and works offline. */
export function startTranslation(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    resources: { en, ru },
    ns: Object.keys(en),
    lng: language,
    fallbackLng: false,
    initAsync: false,
    // Keys are flat and may hold dots and colons.
    keySeparator: false,
    nsSeparator: false,
    // React escapes.
    interpolation: { escapeValue: false },
    // Only a key that is put together at run time can miss. The tests of the states hear it as an error of the page.
    parseMissingKeyHandler: (key) => {
      reportError(new Error(`no text for ${key}`));
      return key;
    },
  });
  return instance;
}

/** The texts of one screen in the chosen language, typed by the English catalogue. */
export function useTexts<S extends Screen>(screen: S): Translate<Catalogues[S]> {
  return useTranslation(screen).t as unknown as Translate<Catalogues[S]>;
}

/** The chosen language. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'ru' ? 'ru' : 'en';
}
