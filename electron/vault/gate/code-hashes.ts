import { fields, fromBase64, sameBytes, toBase64 } from '../crypto/bytes.ts';
import { deriveKey, mac } from '../crypto/derive-key.ts';
import { parseLongCode, type LongCodeKind } from '../crypto/long-code.ts';

/**
 * Long codes are stored as MACs under a device subkey. They are random, so that a slow hash would add nothing.
 * `owner` binds a code to its account, or to the device for the owner's kit. Base64.
 */
export function hashLongCode(device: Uint8Array, kind: LongCodeKind, owner: string, code: string): string {
  const plain = parseLongCode(kind, code) ?? '';
  return toBase64(mac(deriveKey(device, 'long-code', kind), fields(owner, plain)));
}

/** Whether what was typed is the code of that hash; takes as long when it cannot be one at all. */
export function isLongCode(
  device: Uint8Array,
  kind: LongCodeKind,
  owner: string,
  typed: string,
  hash: string | null,
): boolean {
  const typedHash = fromBase64(hashLongCode(device, kind, owner, typed));
  const same = sameBytes(typedHash, hash === null ? new Uint8Array(typedHash.length) : fromBase64(hash));
  return same && parseLongCode(kind, typed) !== null;
}
