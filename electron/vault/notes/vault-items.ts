import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { readDeviceSecret } from '../crypto/device-secret.ts';
import { readAnchor } from './anchor.ts';
import { shredKeysIn } from './shred-keys.ts';
import { readLook } from './trusted-time.ts';

/** What the keychain holds for the notes of one person on this device. */
export type VaultItems = Awaited<ReturnType<typeof readVaultItems>>;

/**
 * Reads it all with one question: the keychain's own process takes as long for one item as for all, it is asked by
 * others meanwhile, and a person waits for it.
 * @throws KeychainError
 */
export async function readVaultItems(keychain: Keychain, account: string) {
  const items = await keychain.list();
  const secrets = new Map(items.map((item) => [item.account, item.secret]));
  // What is missing there is asked for: macOS leaves out of a list what it does not give, which is no item that is not there.
  const held = { get: (item: string) => Promise.resolve(secrets.get(item) ?? keychain.get(item)) };
  const [device, look, anchor] = await Promise.all([readDeviceSecret(held), readLook(held), readAnchor(held, account)]);
  return { device, shredKeys: shredKeysIn(items, keychain), look, anchor };
}
