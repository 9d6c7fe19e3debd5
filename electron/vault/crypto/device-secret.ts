import { randomBytes } from 'node:crypto';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { fromBase64, toBase64 } from './bytes.ts';

const item = 'device';
const length = 32;

/**
 * The device secret: 256 random bits in the operating system's keychain, from which all device subkeys come.
 * @returns null when the item is not there or is not one of ours; throws `KeychainError` when the keychain is silent.
 */
export async function readDeviceSecret(keychain: Pick<Keychain, 'get'>): Promise<Uint8Array | null> {
  const text = await keychain.get(item);
  if (text === null) return null;
  const secret = fromBase64(text);
  return secret.length === length ? secret : null;
}

export function makeDeviceSecret(): Uint8Array {
  return new Uint8Array(randomBytes(length));
}

/** Written once, at set-up. Throws `KeychainError`. */
export async function storeDeviceSecret(keychain: Keychain, secret: Uint8Array): Promise<void> {
  await keychain.set(item, toBase64(secret));
}
