import { timingSafeEqual } from 'node:crypto';

/** UTF-8. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** @returns a copy of its own memory, so that zeroing it touches nothing else. */
export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** Whether two byte strings are the same, in a time that tells nothing about where they differ. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/**
 * Several fields as one byte string that can only be read back in one way: each is preceded by its length (32 bits,
 * big-endian). Used wherever a MAC or additional data binds more than one thing.
 */
export function fields(...parts: (Uint8Array | string | number)[]): Uint8Array {
  const bytes = parts.map((part) => (part instanceof Uint8Array ? part : utf8(String(part))));
  const joined = new Uint8Array(bytes.reduce((length, part) => length + 4 + part.length, 0));
  const view = new DataView(joined.buffer);
  let at = 0;
  for (const part of bytes) {
    view.setUint32(at, part.length);
    joined.set(part, at + 4);
    at += 4 + part.length;
  }
  return joined;
}
