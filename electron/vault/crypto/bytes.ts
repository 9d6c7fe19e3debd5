import { timingSafeEqual } from 'node:crypto';

const encoder = new TextEncoder();

/** UTF-8. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

export const toBase64 = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('base64');

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
  // Every note that is opened asks for this several times: one pass, into room for the longest UTF-8 that may come.
  let room = 0;
  for (const part of parts) room += 4 + (typeof part === 'object' ? part.length : 3 * String(part).length);
  const joined = Buffer.allocUnsafe(room);
  let at = 0;
  for (const part of parts) {
    const start = at + 4;
    if (typeof part === 'object') joined.set(part, start);
    const length = typeof part === 'object' ? part.length : joined.write(String(part), start);
    joined.writeUInt32BE(length, at);
    at = start + length;
  }
  return joined.subarray(0, at);
}
