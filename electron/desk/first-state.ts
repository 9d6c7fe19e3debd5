import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EntryState } from '../../shared/console-state.ts';
import type { Host } from './host.ts';
import type { Preferences } from './policy/preferences.ts';

/** Somebody can sign in on this profile unless the gate finds a fault there. */
export function hasPeople(profile: string): boolean {
  return existsSync(join(profile, 'accounts.db'));
}

/** What the entry window shows before the desk's code has been read in, and what a desk says that has opened nothing yet. */
export function firstState(
  { kind: host, version }: Pick<Host, 'kind' | 'version'>,
  preferences: Preferences,
  profile: string,
): EntryState {
  const { language, systemLanguage, theme } = preferences.read();
  return {
    ...{ host, version, site: null, theme, language: language ?? systemLanguage, clock: 'steady' },
    phase: hasPeople(profile) ? 'sign-in' : 'starting',
    ...{ fault: null, notice: null, keptAside: null, lock: null, drawer: null },
  };
}
