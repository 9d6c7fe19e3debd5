import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { readDeviceSecret } from '../crypto/device-secret.ts';
import { readAnchor } from './anchor.ts';
import { readShredKeys } from './shred-keys.ts';
import { readLook } from './trusted-time.ts';

/** What the keychain holds for the notes of one person on this device. */
export type VaultItems = Awaited<ReturnType<typeof readVaultItems>>;

/**
 * Reads it all at once: a keychain takes as long for one item as for all, and a person waits for it.
 * @throws KeychainError
 */
export async function readVaultItems(keychain: Keychain, account: string) {
  const [device, shredKeys, look, anchor] = await Promise.all([
    readDeviceSecret(keychain),
    readShredKeys(keychain),
    readLook(keychain),
    readAnchor(keychain, account),
  ]);
  return { device, shredKeys, look, anchor };
}
