import type { Language, Theme } from '../../../shared/site.ts';

/** What a person sets for this desk that nobody governs. Kept by the host, outside desk.db: it is no secret and no evidence. */
export type Preferences = {
  /** Language as chosen here (null: never), theme, and the language of the system around. */
  read(): { language: Language | null; theme: Theme; systemLanguage: Language };
  write(change: { language?: Language | undefined; theme?: Theme | undefined }): void;
};
