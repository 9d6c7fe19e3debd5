import type Database from 'better-sqlite3';
import { v4 } from 'uuid';
import { fields, utf8 } from '../crypto/bytes.ts';
import { deriveKey } from '../crypto/derive-key.ts';
import { open, seal } from '../crypto/sealed-box.ts';

const text = (value: Uint8Array | undefined) => (value ? new TextDecoder().decode(value) : null);

/** Named values beside the notes. */
export function createMeta(db: Database.Database) {
  const get = db.prepare<[string], Uint8Array>('SELECT value FROM meta WHERE name = ?').pluck();
  const set = db.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (name: string): Uint8Array | null => get.get(name) ?? null,
    set: (name: string, value: Uint8Array) => {
      set.run(name, value);
    },
  };
}

/**
 * Proves that a vault was written under this user key, or claims one that nobody has used since it was made or
 * shredded. @returns the vault's id, null when it is somebody else's.
 */
export function claimVault(db: Database.Database, account: string, userKey: Uint8Array): string | null {
  const meta = createMeta(db);
  const key = deriveKey(userKey, 'vault/check');
  const aad = fields('vault/check', account);
  const check = meta.get('check');
  if (check) {
    const proven = open(key, check, aad);
    const id = text(meta.get('vault') ?? undefined);
    return proven && id !== null && text(proven) === id ? id : null;
  }
  const id = v4();
  db.transaction(() => {
    meta.set('vault', utf8(id));
    meta.set('check', seal(key, utf8(id), aad));
  })();
  return id;
}

/** Takes the proof away: the next user key claims the vault anew. To be called where all its notes were deleted. */
export function releaseVault(db: Database.Database): void {
  db.exec("DELETE FROM meta WHERE name IN ('vault', 'check', 'view')");
}
