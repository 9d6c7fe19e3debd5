import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDesk } from '../../electron/desk/desk.ts';
import { firstState } from '../../electron/desk/first-state.ts';
import type { Preferences } from '../../electron/desk/policy/preferences.ts';
import { systemClock } from '../../shared/clock.ts';
import { entryState } from '../../shared/console-state.ts';
import { ok } from '../../shared/result.ts';
import { createFakeHost, readyProfile } from '../support/fake-host.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';

let profile: string;
beforeEach(() => {
  profile = join(mkdtempSync(join(tmpdir(), 'cleandesk-first-')), 'profile');
  mkdirSync(profile);
});
afterEach(() => {
  rmSync(join(profile, '..'), { recursive: true });
});

test.each([
  ['of a profile without people', false, null],
  ['of a profile with people', true, null],
  ['in a language that was chosen', true, 'ru'],
] as const)('the first page %s is what the desk says that has opened nothing yet', async (_of, isSetUp, language) => {
  if (isSetUp) writeFileSync(join(profile, 'accounts.db'), '');
  const host = createFakeHost(readyProfile());
  const preferences: Preferences = {
    read: () => ({ language, theme: 'dark', systemLanguage: 'en' }),
    write: () => undefined,
  };
  const desk = startDesk({
    ...{ host, profile, preferences, clock: systemClock, keychainService: 'S' },
    keychain: createMemoryKeychain().keychainFor('S main'),
  });
  const first = firstState(host, preferences, profile);
  expect(entryState.parse(first)).toEqual(first);
  expect(first.phase).toBe(isSetUp ? 'sign-in' : 'starting');
  expect(await desk.route('entry', 'state', {})).toEqual(ok(first));
  await desk.stop();
});
