import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { fields } from './bytes.ts';

const format = 1;
const nonceLength = 12;
const tagLength = 16;

/** A key object serves many boxes of one key. */
type Key = Uint8Array | KeyObject;

/** Node 24 looks at bare bytes for longer than a note's encryption takes; Electron's Node does not mind. */
const keyObject = (key: Key): KeyObject => (key instanceof Uint8Array ? createSecretKey(key) : key);

/** AES-256-GCM with a given nonce: ciphertext ‖ 16-byte tag. A nonce is never used twice with one key: use `seal`. */
export function encrypt(key: Key, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), nonce, { authTagLength: tagLength });
  cipher.setAAD(aad);
  return new Uint8Array(Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]));
}

/** @returns the plaintext, or null when the tag does not fit key, nonce, ciphertext and additional data. */
export function decrypt(key: Key, nonce: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Uint8Array | null {
  if (sealed.length < tagLength) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyObject(key), nonce, { authTagLength: tagLength });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - tagLength));
  try {
    decipher.final();
  } catch {
    plaintext.fill(0);
    return null;
  }
  return new Uint8Array(plaintext.buffer, plaintext.byteOffset, plaintext.length);
}

/** Seals under a random 96-bit nonce: format byte ‖ nonce ‖ ciphertext ‖ tag. `aad` is bound, not stored. */
export function seal(key: Key, plaintext: Uint8Array, aad: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceLength);
  return new Uint8Array(Buffer.concat([Uint8Array.of(format), nonce, encrypt(key, nonce, plaintext, bound(aad))]));
}

/** Opens what `seal` made. @returns null for another key, other additional data, another format, or any damage. */
export function open(key: Key, box: Uint8Array, aad: Uint8Array): Uint8Array | null {
  if (box.length < 1 + nonceLength + tagLength || box[0] !== format) return null;
  return decrypt(key, box.subarray(1, 1 + nonceLength), box.subarray(1 + nonceLength), bound(aad));
}

const bound = (aad: Uint8Array): Uint8Array => fields('cleandesk/box', format, aad);
