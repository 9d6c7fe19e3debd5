import { app, type Rectangle } from 'electron';
import Store from 'electron-store';
import { languages, themes } from '../../shared/looks.ts';
import type { Preferences } from '../desk/policy/preferences.ts';

export type WindowPlace = Rectangle & { maximised: boolean };

export type WindowMemory = { read(): WindowPlace | null; write(place: WindowPlace): void };

/**
 * What this desk remembers that is no secret and governs nothing: language, theme, the window's place. A file that
 * somebody edited or broke counts as empty.
 */
export function openPreferences(folder: string): { preferences: Preferences; windowMemory: WindowMemory } {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'preferences', clearInvalidConfig: true });
  const chosen = <Name extends string>(name: string, names: readonly Name[]): Name | null => {
    const kept = store.get(name);
    return names.find((each) => each === kept) ?? null;
  };
  return {
    preferences: {
      read: () => ({
        language: chosen('language', languages),
        theme: chosen('theme', themes) ?? 'system',
        systemLanguage: app.getLocale().startsWith('ru') ? 'ru' : 'en',
      }),
      write: (change) => {
        if (change.language) store.set('language', change.language);
        if (change.theme) store.set('theme', change.theme);
      },
    },
    windowMemory: {
      read: () => placeIn(store.get('window')),
      write: (now) => {
        store.set('window', now);
      },
    },
  };
}

function placeIn(kept: unknown): WindowPlace | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { x, y, width, height, maximised } = kept as Record<string, unknown>;
  const isRight = isWhole(x) && isWhole(y) && isWhole(width) && isWhole(height) && width > 0 && height > 0;
  return isRight && typeof maximised === 'boolean' ? { x, y, width, height, maximised } : null;
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
