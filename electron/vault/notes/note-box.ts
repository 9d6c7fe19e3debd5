import { createSecretKey, getRandomValues, type KeyObject } from 'node:crypto';
import { fields } from '../crypto/bytes.ts';
import { deriveKey } from '../crypto/derive-key.ts';
import { open, seal } from '../crypto/sealed-box.ts';
import { readDocument, type Note } from './note-document.ts';

const format = 2;
const keyLength = 32;
const stampLength = 32;
const smallestBucket = 512;
const largestStep = 65_536;

/** A note as it lies in the file. */
export type NoteRow = { id: string; expires: number; revision: number; wrapped: Uint8Array; box: Uint8Array };

/** What the file says of it besides. `closed`: a mark of the device; `damaged`: it was told already. */
export type StoredRow = NoteRow & { closed: Uint8Array | null; damaged: number };

/** A row that was sealed just now. `stamp`: what stands for it in the manifest, 32 bytes that nobody else can know. */
export type SealedRow = NoteRow & { stamp: Uint8Array };

export type NoteBoxes = ReturnType<typeof createNoteBoxes>;

/**
 * How notes are sealed (design, section 3): a random key for each note and revision, wrapped together with a random
 * stamp under HKDF(user key ‖ shred key of its expiry hour). Both boxes are bound to format, vault, note, owner,
 * revision and expiry; a key has sealed one box and no other, so the stamp stands for that box (decision 16).
 */
export function createNoteBoxes(userKey: Uint8Array, vault: string, owner: string) {
  const wrapKeys = new Map<Uint8Array, KeyObject>();
  const wrapKey = (shredKey: Uint8Array): KeyObject => {
    const known = wrapKeys.get(shredKey);
    if (known) return known;
    const both = Buffer.concat([userKey, shredKey]);
    const fresh = createSecretKey(deriveKey(both, 'note/wrap', vault));
    both.fill(0);
    wrapKeys.set(shredKey, fresh);
    return fresh;
  };
  const ours = fields('note', format, vault, owner);
  // For both boxes: they never lie under the same key.
  const aadOf = (id: string, expires: number, revision: number) => fields(ours, id, revision, expires);
  const unsealed = (row: NoteRow, shredKey: Uint8Array): { plain: Uint8Array; stamp: Uint8Array } | null => {
    if (!isTyped(row)) return null;
    const aad = aadOf(row.id, row.expires, row.revision);
    const both = open(wrapKey(shredKey), row.wrapped, aad);
    const plain = both && open(both.subarray(0, keyLength), row.box, aad);
    const stamp = both?.slice(keyLength);
    both?.fill(0);
    return plain && stamp ? { plain, stamp } : null;
  };
  return {
    /** Seals a note under a key that is drawn for this revision of it. */
    seal: ({ id, revision, expiresAt, document }: Note, shredKey: Uint8Array): SealedRow => {
      const aad = aadOf(id, expiresAt, revision);
      const both = getRandomValues(new Uint8Array(keyLength + stampLength));
      const box = seal(both.subarray(0, keyLength), padded(JSON.stringify(document)), aad);
      const wrapped = seal(wrapKey(shredKey), both, aad);
      const stamp = both.slice(keyLength);
      both.fill(0);
      return { id, expires: expiresAt, revision, wrapped, box, stamp };
    },
    /**
     * @returns null when the row is damaged, moved, of another revision, or its hour's key is another one; no note
     * where its owner has sealed what this version does not understand
     */
    open: (row: NoteRow, shredKey: Uint8Array): { note: Note | null; stamp: Uint8Array } | null => {
      const found = unsealed(row, shredKey);
      if (!found) return null;
      const document = readDocument(JSON.parse(unpadded(found.plain)));
      const { id, revision, expires: expiresAt } = row;
      return {
        note: document && { id, revision, expiresAt, document },
        stamp: found.stamp,
      };
    },
    /** The stamp of a row that nobody is to read. @returns null as `open` does. */
    stampOf: (row: NoteRow, shredKey: Uint8Array): Uint8Array | null => {
      const found = unsealed(row, shredKey);
      found?.plain.fill(0);
      return found && found.stamp;
    },
  };
}

/**
 * Additional data tells a number from its digits no more than SQLite does from a table that somebody has built anew: a
 * row whose members are not what they were written as is not that row.
 */
const isTyped = ({ id, expires, revision }: Record<'id' | 'expires' | 'revision', unknown>): boolean =>
  typeof id === 'string' && typeof expires === 'number' && typeof revision === 'number';

/** Length (32 bits), UTF-8, zeros up to a power of two, from 64 KiB on up to a multiple of it: lengths say little. */
export function padded(text: string): Uint8Array {
  const length = Buffer.byteLength(text);
  const needed = length + 4;
  const bucket =
    needed > largestStep
      ? Math.ceil(needed / largestStep) * largestStep
      : Math.max(smallestBucket, 2 ** Math.ceil(Math.log2(needed)));
  const bytes = Buffer.alloc(bucket);
  bytes.writeUInt32BE(length);
  bytes.write(text, 4);
  return bytes;
}

/** The text of what `padded` made. */
export function unpadded(bytes: Uint8Array): string {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return new TextDecoder().decode(bytes.subarray(4, 4 + length));
}
