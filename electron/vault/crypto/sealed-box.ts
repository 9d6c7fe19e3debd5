import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { createRandomSupply } from '../../../shared/random-supply.ts';
import { fields } from './bytes.ts';

const format = 1;
const nonceLength = 12;
const headLength = 1 + nonceLength;
const tagLength = 16;

/** Nonces are no secret: they lie beside what was sealed under them. */
const freshNonce = createRandomSupply(nonceLength, 256);

/** A key object serves many boxes of one key. */
type Key = Uint8Array | KeyObject;

/** Node 24 looks at bare bytes for longer than a note's encryption takes; Electron's Node does not mind. */
const keyObject = (key: Key): KeyObject => (key instanceof Uint8Array ? createSecretKey(key) : key);

/** AES-256-GCM with a given nonce: ciphertext ‖ 16-byte tag. A nonce is never used twice with one key: use `seal`. */
export const encrypt = (key: Key, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array =>
  encryptBehind(0, key, nonce, plaintext, aad);

/** Leaves room for a head before the ciphertext, so that a box is put together once. */
function encryptBehind(room: number, key: Key, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), nonce, { authTagLength: tagLength });
  cipher.setAAD(aad);
  const ciphertext = cipher.update(plaintext);
  // GCM holds nothing back: this makes the tag and gives no bytes.
  cipher.final();
  const bytes = new Uint8Array(room + ciphertext.length + tagLength);
  bytes.set(ciphertext, room);
  bytes.set(cipher.getAuthTag(), room + ciphertext.length);
  return bytes;
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
  const nonce = freshNonce();
  const box = encryptBehind(headLength, key, nonce, plaintext, bound(aad));
  box[0] = format;
  box.set(nonce, 1);
  return box;
}

/** Opens what `seal` made. @returns null for another key, other additional data, another format, or any damage. */
export function open(key: Key, box: Uint8Array, aad: Uint8Array): Uint8Array | null {
  if (box.length < headLength + tagLength || box[0] !== format) return null;
  return decrypt(key, box.subarray(1, headLength), box.subarray(headLength), bound(aad));
}

const boundHead = fields('cleandesk/box', format);

/** `fields('cleandesk/box', format, aad)`. */
function bound(aad: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(boundHead.length + 4 + aad.length);
  bytes.set(boundHead);
  bytes.writeUInt32BE(aad.length, boundHead.length);
  bytes.set(aad, boundHead.length + 4);
  return bytes;
}
