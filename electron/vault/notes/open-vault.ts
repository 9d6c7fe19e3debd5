import type { Clock } from '../../../shared/clock.ts';
import type { FromVault } from '../../../shared/contract/vault.ts';
import { KeychainError, type Keychain } from '../../../shared/keychain/keychain.ts';
import { keepAside } from '../accounts/keep-aside.ts';
import { readDeviceSecret } from '../crypto/device-secret.ts';
import { createNoteBoxes, type NoteBoxes } from './note-box.ts';
import type { Note } from './note-document.ts';
import { createNoteTime, type NoteTime } from './note-time.ts';
import { hourOf, readShredKeys, type ShredKeys } from './shred-keys.ts';
import { readLook } from './trusted-time.ts';
import { openOrMakeVaultFile, vaultPath } from './vault-file.ts';
import { claimVault } from './vault-meta.ts';
import { createVaultStorage, outboxKey, type VaultStorage } from './vault-storage.ts';
import { createView, type View } from './view.ts';

type Fault = Extract<FromVault, { type: 'fault' }>;
export type OpenVault = {
  account: string;
  storage: VaultStorage;
  boxes: NoteBoxes;
  shredKeys: ShredKeys;
  view: View;
  time: NoteTime;
  notes: Note[];
};

/**
 * Opens everything of one person's notes. A file that is damaged, newer or somebody else's is named and copied aside;
 * nothing is ever put in its place. One damaged note does not take the others away.
 */
export async function openVault(deps: {
  profile: string;
  account: string;
  userKey: Uint8Array;
  keychain: Keychain;
  clock: Clock;
}): Promise<OpenVault | Fault> {
  const { profile, account, userKey, keychain, clock } = deps;
  const path = vaultPath(profile, account);
  const aside = (kind: 'damaged' | 'truncated' | 'newer' | 'foreign'): Fault => ({
    type: 'fault',
    kind,
    keptAside: keepAside(path, kind === 'truncated' ? 'damaged' : kind, clock.now()),
  });
  try {
    const device = await readDeviceSecret(keychain);
    if (!device) return fault('keychain');
    const shredKeys = await readShredKeys(keychain);
    const time = createNoteTime(clock, await readLook(keychain));
    const opened = openOrMakeVaultFile(path);
    if (!opened.ok) return opened.code === 'storage' ? fault('storage') : aside(opened.code);
    const vault = claimVault(opened.value.db, account, userKey);
    if (vault === null) {
      opened.value.db.close();
      return aside('foreign');
    }
    const storage = createVaultStorage(opened.value, { path, account, macKey: outboxKey(device, account), clock });
    const boxes = createNoteBoxes(userKey, vault, account);
    const notes = readNotes(storage, boxes, shredKeys, time.now());
    return { account, storage, boxes, shredKeys, view: createView(storage, userKey, vault), time, notes };
  } catch (error) {
    return fault(error instanceof KeychainError ? 'keychain' : 'storage');
  }
}

const fault = (kind: 'keychain' | 'storage'): Fault => ({ type: 'fault', kind, keptAside: null });

/** Decrypts what is still open; what does not let itself be decrypted is told once and left where it is. */
function readNotes(storage: VaultStorage, boxes: NoteBoxes, shredKeys: ShredKeys, now: number): Note[] {
  const notes: Note[] = [];
  const damaged: string[] = [];
  for (const row of storage.rows()) {
    if (row.expires <= now) continue;
    const shredKey = shredKeys.of(hourOf(row.expires));
    const note = shredKey && boxes.open(row, shredKey);
    if (note) notes.push(note);
    else if (row.damaged === 0) damaged.push(row.id);
  }
  if (damaged.length > 0) {
    try {
      storage.commit((writer) => {
        for (const note of damaged) {
          writer.markDamaged(note);
          writer.event('note.damaged', { note }, 'failed');
        }
      });
    } catch {
      // Told at the next opening that can write.
    }
  }
  return notes;
}
