import type { Page } from 'playwright';
import { en } from '../../../renderer/i18n/en/index.ts';
import { ru } from '../../../renderer/i18n/ru/index.ts';
import type { Language } from '../../../shared/site.ts';
import type { Gallery } from './gallery.ts';
import type { GalleryScript, Role } from './script.ts';

/** Somebody who looks at a state, and the words that are on the screen in their language. */
export type Looker = { page: Page; language: Language; words: typeof en | typeof ru; gallery: Gallery<Role> };

/** One state of one screen: what main, gate and vault say, and what the person does until it is there. */
export type ScreenState = {
  /** Screen, then state. */
  name: string;
  script: (language: Language) => GalleryScript<Role>;
  act?: (look: Looker) => Promise<void>;
  /** The page of the state before stays: main pushes this one's state to it, and the person goes on from there. */
  goesOn?: true;
};

/** States that one page shows one after another, as it does for a person whom it is not loaded anew for. */
export const onOnePage = ([first, ...others]: ScreenState[]): ScreenState[] =>
  first ? [first, ...others.map((each): ScreenState => ({ ...each, goesOn: true }))] : [];

export const wordsIn = (language: Language) => (language === 'ru' ? ru : en);

export const answered = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });
export const refused = <Code extends string>(code: Code, detail?: Record<string, string | number>) =>
  detail ? { ok: false as const, code, detail } : { ok: false as const, code };

/** The button with exactly this on it, wherever the page shows it. */
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
