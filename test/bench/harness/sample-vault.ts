import { openVault, type OpenVault } from '../../../electron/vault/notes/open-vault.ts';
import { vaultPath } from '../../../electron/vault/notes/vault-file.ts';
import { makeDeviceSecret, storeDeviceSecret } from '../../../electron/vault/crypto/device-secret.ts';
import { makeUserKey } from '../../../electron/vault/crypto/user-key.ts';
import { systemClock } from '../../../shared/clock.ts';
import { createMemoryKeychain } from '../../support/memory-keychain.ts';
import { sampleDocuments, storeNotes } from './sample-notes.ts';
import { makeWorkFolder } from './work-folder.ts';

const account = '019a0000-0000-7000-8000-0000000000be';
const service = 'Cleandesk bench';
const hour = 3_600_000;

/** One person's vault on a real disk, with a keychain in memory: what the keychain costs is measured in Electron. */
export type SampleVault = {
  path: string;
  userKey: Uint8Array;
  expiresAt: number;
  open(): Promise<OpenVault>;
  remove(): void;
};

export async function makeSampleVault(notes: number): Promise<SampleVault> {
  const { folder, remove } = makeWorkFolder();
  const keychain = createMemoryKeychain().keychainFor(service);
  await storeDeviceSecret(keychain, makeDeviceSecret());
  const userKey = makeUserKey();
  const expiresAt = systemClock.now() + 12 * hour;
  const open = async () => {
    const opened = await openVault({ profile: folder, account, userKey, keychain, clock: systemClock });
    if ('type' in opened) throw new Error(`the vault does not open: ${opened.kind}`);
    return opened;
  };
  await storeNotes(await open(), sampleDocuments(notes, systemClock.now()), expiresAt);
  return { path: vaultPath(folder, account), userKey, expiresAt, open, remove };
}
