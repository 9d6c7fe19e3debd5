import { createContext, useContext } from 'react';
import type { Language, Site, Theme } from '../../shared/site.ts';

/** What every screen may need to know of the console around it: the part that all pushed states share. */
export type ConsoleFacts = {
  host: 'product' | 'preview';
  version: string;
  site: Site | null;
  language: Language;
  theme: Theme;
  /** The wall clock against running time. */
  clock: 'steady' | 'ahead' | 'behind';
};

/** Until main has pushed the first state: the system's language and theme. */
export const unknownConsole: ConsoleFacts = {
  host: 'product',
  version: '',
  site: null,
  language: navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en',
  theme: 'system',
  clock: 'steady',
};

export const ConsoleContext = createContext<ConsoleFacts>(unknownConsole);

export function useConsole(): ConsoleFacts {
  return useContext(ConsoleContext);
}
