import { createHmac, hkdfSync } from 'node:crypto';
import { fields, utf8 } from './bytes.ts';

/** HKDF-SHA-256 (RFC 5869), extract and expand. `length` in bytes. */
export function hkdf(key: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, info, length));
}

/**
 * A 32-byte subkey for one purpose. Two labels, or one label with two contexts, give keys that tell nothing of each
 * other (design, section 3).
 */
export function deriveKey(key: Uint8Array, label: string, context: Uint8Array | string = ''): Uint8Array {
  return hkdf(key, new Uint8Array(0), fields('cleandesk/v1', label, context), 32);
}

/** HMAC-SHA-256: 32 bytes. */
export function mac(key: Uint8Array, bytes: Uint8Array | string): Uint8Array {
  return new Uint8Array(
    createHmac('sha256', key)
      .update(typeof bytes === 'string' ? utf8(bytes) : bytes)
      .digest(),
  );
}
