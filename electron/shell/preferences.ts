import { app, type Rectangle } from 'electron';
import Store from 'electron-store';
import { z } from 'zod';
import { language, theme } from '../../shared/site.ts';
import type { Preferences } from '../desk/policy/preferences.ts';

const place = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximised: z.boolean(),
});
export type WindowPlace = Rectangle & { maximised: boolean };

export type WindowMemory = { read(): WindowPlace | null; write(place: WindowPlace): void };

/**
 * What this desk remembers that is no secret and governs nothing: language, theme, the window's place. A file that
 * somebody edited or broke counts as empty.
 */
export function openPreferences(folder: string): { preferences: Preferences; windowMemory: WindowMemory } {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'preferences', clearInvalidConfig: true });
  const read = <Value>(name: string, schema: z.ZodType<Value>): Value | null => {
    const known = schema.safeParse(store.get(name));
    return known.success ? known.data : null;
  };
  return {
    preferences: {
      read: () => ({
        language: read('language', language),
        theme: read('theme', theme) ?? 'system',
        systemLanguage: app.getLocale().startsWith('ru') ? 'ru' : 'en',
      }),
      write: (change) => {
        if (change.language) store.set('language', change.language);
        if (change.theme) store.set('theme', change.theme);
      },
    },
    windowMemory: {
      read: () => read('window', place),
      write: (now) => {
        store.set('window', now);
      },
    },
  };
}
