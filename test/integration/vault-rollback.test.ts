import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FromVault } from '../../shared/contract/vault.ts';
import { KeychainError, type Keychain } from '../../shared/keychain/keychain.ts';
import { shredVault } from '../../electron/vault/notes/sweep.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { copyOfDisk, createProfile, openSession, service, startVault, type Profile } from '../support/vault-session.ts';

const anna = '0192f0c0-1111-7000-8000-000000000001';
const boris = '0192f0c0-2222-7000-8000-000000000002';
const key = new Uint8Array(32).fill(1);
const anchor = `notes:${anna}`;

let profile: Profile;
beforeEach(async () => {
  profile = await createProfile();
});
afterEach(() => {
  profile.remove();
});

const path = () => join(profile.folder, 'vaults', `${anna}.db`);
type Copy = Map<string, Buffer>;
/** The file with its log, as somebody copies them. */
const copyOfFile = (): Copy =>
  new Map(['', '-wal'].filter((part) => existsSync(path() + part)).map((part) => [part, readFileSync(path() + part)]));
const takeAway = () => {
  for (const part of ['', '-wal', '-shm']) rmSync(path() + part, { force: true });
};
const putBack = (copy: Copy) => {
  takeAway();
  for (const [part, bytes] of copy) writeFileSync(path() + part, bytes);
};
const items = () => profile.keychain.items.get(service)!;
const begin = () => startVault(profile, anna, key);
const faultNow = () => begin().take<FromVault>('fault');
const rolledBack = { kind: 'rolled-back' };
const titles = async (session: Awaited<ReturnType<typeof openSession>>) => {
  const list = await session.notes.call('notes.list', {});
  return list.ok ? list.value.map(({ title }) => title).sort() : [];
};

describe('an older copy of a person’s file', () => {
  test('that is put back after a lock is named, kept aside and left as it is; the right one opens again', async () => {
    const session = await openSession(profile, anna);
    await session.note('first');
    const older = copyOfFile();
    await session.note('second');
    await session.flush();
    const latest = copyOfFile();
    putBack(older);
    const fault = await faultNow();
    expect(fault).toMatchObject({ ...rolledBack, keptAside: expect.stringContaining('.db.rolled-back-') as string });
    expect(readFileSync(path()).equals(older.get('')!)).toBe(true);
    expect(await faultNow()).toEqual(fault);
    putBack(latest);
    const again = await openSession(profile, anna);
    expect([again.altered, await titles(again)]).toEqual([null, ['first', 'second']]);
  });

  test('of an earlier session is named even when the last one was killed', async () => {
    const first = await openSession(profile, anna);
    await first.note('first');
    await first.flush();
    const older = copyOfFile();
    const killed = await openSession(profile, anna);
    await killed.note('second');
    putBack(older);
    expect(await faultNow()).toMatchObject(rolledBack);
  });

  test('of a killed session may open in its place, as the list says; what it left behind does not open after that', async () => {
    const killed = await openSession(profile, anna);
    await killed.note('first');
    const older = copyOfFile();
    await killed.note('second');
    await killed.note('third');
    const latest = copyOfFile();
    putBack(older);
    expect(await titles(await openSession(profile, anna))).toEqual(['first']);
    putBack(latest);
    expect(await faultNow()).toMatchObject(rolledBack);
  });

  test('that remains when its log is taken away is named', async () => {
    const session = await openSession(profile, anna);
    await session.note('first');
    const whole = copyOfFile();
    const again = await openSession(profile, anna);
    await again.flush();
    putBack(new Map([['', whole.get('')!]]));
    expect(await faultNow()).toMatchObject(rolledBack);
  });

  test('in the place of a file that was shredded by a forgotten password does not open', async () => {
    const session = await openSession(profile, anna);
    await session.note('first');
    await session.flush();
    const older = copyOfFile();
    await shredVault({ profile: profile.folder, keychain: profile.keychain.keychainFor(service), account: anna });
    const fresh = new Uint8Array(32).fill(3);
    expect(await titles(await openSession(profile, anna, { userKey: fresh }))).toEqual([]);
    putBack(older);
    expect(await faultNow()).toMatchObject(rolledBack);
    expect(await startVault(profile, anna, fresh).take('fault')).toMatchObject({ kind: 'foreign' });
  });

  test('does not keep another person’s notes from opening', async () => {
    const other = await openSession(profile, boris);
    await other.note('not touched');
    await other.flush();
    const session = await openSession(profile, anna);
    const older = copyOfFile();
    await session.note('first');
    await session.flush();
    putBack(older);
    expect(await faultNow()).toMatchObject(rolledBack);
    const again = await openSession(profile, boris);
    expect([again.altered, await titles(again)]).toEqual([null, ['not touched']]);
  });
});

describe('a person’s file that is gone', () => {
  test('is named, and none is made in its place', async () => {
    const session = await openSession(profile, anna);
    await session.note('first');
    await session.flush();
    takeAway();
    expect(await faultNow()).toEqual({ type: 'fault', ...rolledBack, keptAside: null });
    expect(readdirSync(join(profile.folder, 'vaults'))).toEqual([]);
  });

  test('and a new one in its place, of this person or of nobody, are named', async () => {
    await openSession(profile, anna);
    const other = await createProfile();
    await openSession(other, anna);
    const made = new Map([['', readFileSync(join(other.folder, 'vaults', `${anna}.db`))]]);
    const log = readFileSync(join(other.folder, 'vaults', `${anna}.db-wal`));
    putBack(new Map([...made, ['-wal', log]]));
    expect(await faultNow()).toMatchObject(rolledBack);
    // Without its log it is a file that nobody has claimed yet.
    putBack(made);
    expect(await faultNow()).toMatchObject(rolledBack);
    other.remove();
  });

  test('with its anchor: begins anew once a lead’s reset has shredded it', async () => {
    const session = await openSession(profile, anna);
    await session.note('first');
    takeAway();
    expect(await faultNow()).toMatchObject(rolledBack);
    await shredVault({ profile: profile.folder, keychain: profile.keychain.keychainFor(service), account: anna });
    expect(await titles(await openSession(profile, anna, { userKey: new Uint8Array(32).fill(3) }))).toEqual([]);
  });
});

describe('an anchor', () => {
  test('that is gone, older than its file, or no anchor holds against the file', async () => {
    const first = await openSession(profile, anna);
    await first.note('first');
    await first.flush();
    const older = items().get(anchor)!;
    for (let turn = 0; turn < 2; turn++) await (await openSession(profile, anna)).flush();
    const latest = items().get(anchor)!;
    items().set(anchor, older);
    expect(await faultNow()).toMatchObject(rolledBack);
    items().set(anchor, 'no anchor');
    expect(await faultNow()).toMatchObject(rolledBack);
    items().delete(anchor);
    expect(await faultNow()).toMatchObject(rolledBack);
    items().set(anchor, latest);
    expect(await titles(await openSession(profile, anna))).toEqual(['first']);
  });

  test('is written at an opening and at a lock, and not at each save', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('first');
    const before = profile.keychain.writes(anchor);
    await session.write(id, 'first, corrected');
    await session.write(id, 'first, corrected twice');
    expect(profile.keychain.writes(anchor)).toBe(before);
    await session.flush();
    expect(profile.keychain.writes(anchor)).toBe(before + 1);
    await session.flush();
    expect(profile.keychain.writes(anchor)).toBe(before + 1);
  });
});

describe('a kill', () => {
  /** A keychain that takes no anchor: as if the process died right before it wrote one. */
  const deafFor = (inner: (service: string) => Keychain) => (name: string) => ({
    ...inner(name),
    set: (item: string, secret: string) =>
      item === anchor ? Promise.reject(new KeychainError('missing', null)) : inner(name).set(item, secret),
  });
  const dieAtOpening = async () => {
    const deaf = { ...profile, keychainFor: deafFor(profile.keychainFor) };
    expect(await startVault(deaf, anna, key).take('fault')).toMatchObject({ kind: 'keychain' });
  };

  test('between an opening’s commit and its anchor is no rollback, at the first opening and at any other, however often', async () => {
    for (let turn = 0; turn < 3; turn++) await dieAtOpening();
    const session = await openSession(profile, anna);
    await session.note('first');
    for (let turn = 0; turn < 3; turn++) await dieAtOpening();
    const again = await openSession(profile, anna);
    expect([again.altered, await titles(again)]).toEqual([null, ['first']]);
  });

  test('after any commit of a session is no rollback', async () => {
    const session = await openSession(profile, anna);
    for (const title of ['first', 'second', 'third']) {
      await session.note(title);
      const killed = await copyOfDisk(profile);
      const keys = createMemoryKeychain();
      keys.items.set(service, new Map(items()));
      const again = await openSession({ ...killed, keychainFor: keys.keychainFor }, anna);
      expect([again.altered, (await titles(again)).includes(title)]).toEqual([null, true]);
      killed.remove();
    }
  });

  test('at a lock, with a keychain that does not answer in time, leaves the older anchor, which still holds', async () => {
    const session = await openSession(profile, anna);
    await session.note('first');
    profile.keychain.fail('locked');
    expect(await session.flush()).toBe(0);
    profile.keychain.fail(null);
    const again = await openSession(profile, anna);
    expect([again.altered, await titles(again)]).toEqual([null, ['first']]);
  });
});
