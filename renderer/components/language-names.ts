import type { Language } from '../../shared/site.ts';

/** Each language is named in itself, so that whoever cannot read the other finds it. */
export const languageNames: Record<Language, string> = { ru: 'Русский', en: 'English' };
