import { existsSync } from 'node:fs';
import type { Clock } from '../../../shared/clock.ts';
import type { FromVault } from '../../../shared/contract/vault.ts';
import { KeychainError, type Keychain } from '../../../shared/keychain/keychain.ts';
import { keepAside } from '../../../shared/keep-aside.ts';
import { createAnchorKeeper, isCurrent, nextEpoch, type AnchorKeeper } from './anchor.ts';
import { checkContent, type Checked } from './check-content.ts';
import { createExpiryMarks } from './expiry-marks.ts';
import { createNoteBoxes, type NoteBoxes } from './note-box.ts';
import type { Note } from './note-document.ts';
import { createNoteTime, type NoteTime } from './note-time.ts';
import { createRowTags } from './row-tags.ts';
import type { ShredKeys } from './shred-keys.ts';
import { readVaultItems, type VaultItems } from './vault-items.ts';
import { isDamage, openOrMakeVaultFile, unmap, vaultPath } from './vault-file.ts';
import { claimVault } from './vault-meta.ts';
import { createVaultStorage, outboxKey, type VaultStorage } from './vault-storage.ts';
import { createView, type View } from './view.ts';

type Fault = Extract<FromVault, { type: 'fault' }>;
type Altered = Extract<FromVault, { type: 'ready' }>['altered'];
export type OpenVault = {
  account: string;
  storage: VaultStorage;
  boxes: NoteBoxes;
  shredKeys: ShredKeys;
  anchors: AnchorKeeper;
  view: View;
  time: NoteTime;
  notes: Note[];
  /** Rows were changed by somebody else; null: they were not. */
  altered: Altered;
};

/**
 * Opens everything of one person's notes. A file that is damaged, newer, somebody else's or older than it was is named
 * and copied aside; nothing is ever put in its place. Rows that were changed from outside are told, and the file as it
 * was found is copied aside too; they do not take the others away.
 */
export async function openVault(deps: {
  profile: string;
  account: string;
  userKey: Uint8Array;
  keychain: Keychain;
  /** Where somebody has begun to read them already. */
  items?: Promise<VaultItems>;
  clock: Clock;
}): Promise<OpenVault | Fault> {
  const { profile, account, userKey, keychain, clock } = deps;
  const path = vaultPath(profile, account);
  const aside = (kind: Exclude<Fault['kind'], 'keychain' | 'storage'>): Fault => ({
    type: 'fault',
    kind,
    keptAside: keepAside(path, kind === 'truncated' ? 'damaged' : kind, clock.now()),
  });
  try {
    const { device, shredKeys, look, anchor } = await (deps.items ?? readVaultItems(keychain, account));
    if (!device) return fault('keychain');
    const time = createNoteTime(clock, look);
    if (anchor && !existsSync(path)) return aside('rolled-back');
    const file = openOrMakeVaultFile(path);
    if (!file.ok) return file.code === 'storage' ? fault('storage') : aside(file.code);
    const claimed = claimVault(file.value.db, account, userKey, anchor !== null);
    // Not closed: closing would write its log into it, and the process ends now.
    if (!claimed.ok) return aside(claimed.code);
    const { vault, manifests, manifest } = claimed.value;
    if (anchor === 'unreadable' || !isCurrent(vault, manifest, anchor)) return aside('rolled-back');
    const marks = createExpiryMarks(device, account);
    const macKey = outboxKey(device, account);
    const boxes = createNoteBoxes(userKey, vault, account);
    const tags = createRowTags(manifests, boxes, shredKeys);
    const storage = createVaultStorage(file.value, claimed.value, {
      ...{ path, account, macKey, marks, manifests, tags, clock },
    });
    const times = { now: time.now(), trusted: time.look().trusted };
    const checked = storage.read((content) =>
      checkContent(content, manifest, { tags, marks, boxes, shredKeys }, times),
    );
    unmap(file.value);
    const altered = checked.altered ? { keptAside: keepAside(path, 'altered', clock.now()) } : null;
    beginEpoch(storage, checked, { account, epoch: nextEpoch(anchor), keptAside: Boolean(altered?.keptAside) });
    const anchors = createAnchorKeeper({ keychain, account, vault }, storage.manifest);
    await anchors.keep();
    // Looked at before anybody waits for it: SQLite finds some damage only where it writes.
    storage.pendingEvents();
    const view = createView(storage, userKey, vault);
    return { account, storage, boxes, shredKeys, anchors, view, time, notes: checked.notes, altered };
  } catch (error) {
    if (isDamage(error)) return aside('damaged');
    return fault(error instanceof KeychainError ? 'keychain' : 'storage');
  }
}

const fault = (kind: 'keychain' | 'storage'): Fault => ({ type: 'fault', kind, keptAside: null });

/** Nothing else is committed before the keychain knows of it, so that a kill in between is no rollback. */
function beginEpoch(
  storage: VaultStorage,
  checked: Checked,
  { account, epoch, keptAside }: { account: string; epoch: number; keptAside: boolean },
): void {
  try {
    storage.commit((writer) => {
      writer.manifest.epoch = epoch;
      checked.settle(writer, account, keptAside);
    });
  } catch {
    // A disk that takes nothing: the notes can be read, and what was found is told at the next opening that can write.
  }
}
