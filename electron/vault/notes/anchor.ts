import { z } from 'zod';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { readItem } from '../../../shared/keychain/read-item.ts';
import { digestOf, type Manifest } from './manifest.ts';

/** How far a vault's file had come when it was last looked at; in the keychain, where no older copy of a file brings it. */
const anchor = z.strictObject({
  vault: z.uuid(),
  epoch: z.int().nonnegative(),
  commits: z.int().nonnegative(),
  digest: z.base64(),
});
export type Anchor = z.infer<typeof anchor>;

const itemOf = (account: string): string => `notes:${account}`;

/** @returns null when there is none; one that cannot be read holds against every file. Throws `KeychainError`. */
export const readAnchor = (keychain: Pick<Keychain, 'get'>, account: string) =>
  readItem(keychain, itemOf(account), anchor);

/** The person's notes begin anew. Throws `KeychainError`. */
export const forgetAnchor = (keychain: Keychain, account: string): Promise<void> => keychain.delete(itemOf(account));

/**
 * Whether a file can be the one that the anchor speaks of: of its epoch or, after a kill between an opening's commit
 * and its anchor, of the next; no commit older; and at the same commit the same. A file without an anchor was killed
 * before its first, and holds no note.
 */
export function isCurrent(vault: string, manifest: Manifest, before: Anchor | 'unreadable' | null): boolean {
  if (before === 'unreadable') return false;
  if (before === null) return manifest.epoch <= 1 && manifest.groups.size === 0;
  if (before.vault !== vault) return false;
  if (manifest.epoch !== before.epoch && manifest.epoch !== before.epoch + 1) return false;
  if (manifest.commits === before.commits) return digestOf(manifest) === before.digest;
  return manifest.commits > before.commits;
}

/** The epoch of an opening; the same again when a kill or a silent keychain took its anchor. */
export const nextEpoch = (before: Anchor | null): number => (before?.epoch ?? 0) + 1;

/** What a kill without a lock leaves open to an older copy of the file, at most. */
const every = 60_000;

export type AnchorKeeper = {
  /** Brings the keychain up to the file. Throws `KeychainError`; then the older anchor holds, which is still true. */
  keep(): Promise<void>;
};

/** Keeps the anchor of a living vault: at its opening, once a minute where something was written, and at its lock. */
export function createAnchorKeeper(
  { keychain, account, vault }: { keychain: Keychain; account: string; vault: string },
  manifest: () => Manifest,
): AnchorKeeper {
  let kept: Pick<Manifest, 'epoch' | 'commits'> | null = null;
  let turn = Promise.resolve();
  const write = async () => {
    const now = manifest();
    const { epoch, commits } = now;
    if (kept?.epoch === epoch && kept.commits === commits) return;
    const next: Anchor = { vault, epoch, commits, digest: digestOf(now) };
    await keychain.set(itemOf(account), JSON.stringify(next));
    kept = { epoch, commits };
  };
  // One after the other: a slow write must not come after a newer one.
  const keep = () => (turn = turn.catch(() => undefined).then(write));
  setInterval(() => {
    keep().catch(() => undefined);
  }, every).unref();
  return { keep };
}
