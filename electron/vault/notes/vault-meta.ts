import type Database from 'better-sqlite3';
import { v4 } from 'uuid';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { fields, utf8 } from '../crypto/bytes.ts';
import { deriveKey } from '../crypto/derive-key.ts';
import { open, seal } from '../crypto/sealed-box.ts';
import { createManifestBoxes, emptyManifest, type Manifest, type ManifestBoxes } from './manifest.ts';

export const manifestName = 'manifest';

const text = (value: Uint8Array | undefined) => (value ? new TextDecoder().decode(value) : null);

/** Named values beside the notes. */
export function createMeta(db: Database.Database) {
  const get = db.prepare<[string], Uint8Array>('SELECT value FROM meta WHERE name = ?').pluck();
  const set = db.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const replace = db.prepare('UPDATE meta SET value = ? WHERE name = ? AND value = ?');
  return {
    get: (name: string): Uint8Array | null => get.get(name) ?? null,
    set: (name: string, value: Uint8Array) => {
      set.run(name, value);
    },
    /** @returns false, and nothing is written, where it is not this value any more. */
    replace: (name: string, before: Uint8Array, value: Uint8Array): boolean =>
      replace.run(value, name, before).changes === 1,
  };
}

export type Claimed = { vault: string; manifests: ManifestBoxes; box: Uint8Array; manifest: Manifest };

/**
 * Proves that a vault was written under this user key, or claims one that nobody has used since it was made or
 * shredded. `begun`: this person's notes have begun on this device, so that a file without a proof is not theirs.
 */
export function claimVault(
  db: Database.Database,
  account: string,
  userKey: Uint8Array,
  begun: boolean,
): Result<Claimed, 'foreign' | 'damaged' | 'rolled-back'> {
  const meta = createMeta(db);
  const key = deriveKey(userKey, 'vault/check');
  const aad = fields('vault/check', account);
  const check = meta.get('check');
  if (check) {
    const proven = open(key, check, aad);
    const vault = text(meta.get('vault') ?? undefined);
    if (!proven || vault === null || text(proven) !== vault) return fail('foreign');
    const manifests = createManifestBoxes(userKey, vault, account);
    const box = meta.get(manifestName);
    const manifest = box && manifests.open(box);
    return box && manifest ? ok({ vault, manifests, box, manifest }) : fail('damaged');
  }
  if (begun) return fail('rolled-back');
  const vault = v4();
  const manifests = createManifestBoxes(userKey, vault, account);
  const manifest = emptyManifest();
  const box = manifests.seal(manifest);
  db.transaction(() => {
    meta.set('vault', utf8(vault));
    meta.set('check', seal(key, utf8(vault), aad));
    meta.set(manifestName, box);
  })();
  return ok({ vault, manifests, box, manifest });
}

/** Takes the proof away: the next user key claims the vault anew. To be called where all its notes were deleted. */
export function releaseVault(db: Database.Database): void {
  db.exec("DELETE FROM meta WHERE name IN ('vault', 'check', 'view', 'manifest'); DELETE FROM shredded");
}
