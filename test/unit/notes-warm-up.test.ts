import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openSample, warmUp } from '../../electron/vault/notes/warm-up.ts';
import { rehearseHandOver } from '../../electron/vault/key-hand.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';

const chain = () => createMemoryKeychain().keychainFor('Cleandesk test');

test('a vault’s program that waits opens notes and takes a key that it has made itself, as it will the real ones', async () => {
  const { notes, altered } = openSample();
  expect(notes).toHaveLength(50);
  // No manifest holds them: they are compared all the same.
  expect(altered).toBe(true);
  expect((await rehearseHandOver())?.key).toHaveLength(32);
});

test('it leaves nothing in the keychain, and does without one', async () => {
  const keychain = chain();
  warmUp(keychain);
  const broken = createMemoryKeychain();
  broken.fail('missing');
  warmUp(broken.keychainFor('Cleandesk test'));
  await sleep(500);
  expect(await keychain.list()).toEqual([]);
});
