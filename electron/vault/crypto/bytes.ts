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
  // Buffer, not TextEncoder: every note that is opened asks for this several times.
  const given = parts.map((part) => (typeof part === 'number' ? String(part) : part));
  const joined = Buffer.allocUnsafe(given.reduce((length, part) => length + 4 + Buffer.byteLength(part), 0));
  let at = 0;
  for (const part of given) {
    const length = Buffer.byteLength(part);
    joined.writeUInt32BE(length, at);
    if (typeof part === 'string') joined.write(part, at + 4);
    else joined.set(part, at + 4);
    at += 4 + length;
  }
  return joined;
}
