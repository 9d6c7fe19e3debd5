import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { language, theme } from '../../shared/site.ts';
import type { Preferences } from '../desk/policy/preferences.ts';

const stored = z.strictObject({ language: language.nullable(), theme });

/** Language and theme of the preview, in a small file: electron-store needs Electron. */
export function filePreferences(folder: string): Preferences {
  const file = join(folder, 'preferences.json');
  const read = (): z.infer<typeof stored> => {
    try {
      return stored.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return { language: null, theme: 'system' };
    }
  };
  const systemLanguage = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ru') ? 'ru' : 'en';
  return {
    read: () => ({ ...read(), systemLanguage }),
    write: (change) => {
      const known = read();
      const next = { language: change.language ?? known.language, theme: change.theme ?? known.theme };
      writeFileSync(file, JSON.stringify(next), { mode: 0o600 });
    },
  };
}
