import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { fields, utf8 } from '../crypto/bytes.ts';
import { deriveKey } from '../crypto/derive-key.ts';
import { open, seal as sealed } from '../crypto/sealed-box.ts';
import { noteDocument, type Note } from './note-document.ts';

const format = 1;
const smallestBucket = 512;
const largestStep = 65_536;

/** A note as it lies in the file. */
export type NoteRow = { id: string; expires: number; revision: number; wrapped: Uint8Array; box: Uint8Array };

/** Where the key of a note lies. */
type WrappedKey = Pick<NoteRow, 'id' | 'expires' | 'wrapped'>;

/** What the file says of it besides. `closed`: a mark of the device; `damaged`: it was told already. */
export type StoredRow = NoteRow & { closed: Uint8Array | null; damaged: number };

export type NoteBoxes = ReturnType<typeof createNoteBoxes>;

/**
 * How notes are sealed (design, section 3): a random key for each note, wrapped under HKDF(user key ‖ shred key of
 * its expiry hour). Both boxes are bound to format, vault, note, owner and expiry, the content also to its revision.
 */
export function createNoteBoxes(userKey: Uint8Array, vault: string, owner: string) {
  const wrapKeys = new Map<Uint8Array, KeyObject>();
  const wrapKey = (shredKey: Uint8Array): KeyObject => {
    const known = wrapKeys.get(shredKey);
    if (known) return known;
    const both = new Uint8Array(Buffer.concat([userKey, shredKey]));
    const fresh = createSecretKey(deriveKey(both, 'note/wrap', vault));
    wrapKeys.set(shredKey, fresh);
    return fresh;
  };
  const keyAad = (id: string, expires: number) => fields('note/key', format, vault, id, owner, expires);
  const boxAad = (id: string, expires: number, revision: number) =>
    fields('note/box', format, vault, id, owner, revision, expires);
  const seal = (note: Note, key: Uint8Array): Uint8Array =>
    sealed(key, padded(utf8(JSON.stringify(note.document))), boxAad(note.id, note.expiresAt, note.revision));
  /** The key of a note; null when the row is damaged, moved, or its hour's key is another one. */
  const keyOf = ({ id, expires, wrapped }: WrappedKey, shredKey: Uint8Array): Uint8Array | null =>
    open(wrapKey(shredKey), wrapped, keyAad(id, expires));
  return {
    /** Seals a note that was not stored yet, under a key of its own. */
    sealNew: (note: Note, shredKey: Uint8Array): Pick<NoteRow, 'wrapped' | 'box'> => {
      const key = new Uint8Array(randomBytes(32));
      const wrapped = sealed(wrapKey(shredKey), key, keyAad(note.id, note.expiresAt));
      return { wrapped, box: seal(note, key) };
    },
    seal,
    keyOf,
    /** @returns null when the row is damaged, moved, of another revision, or its hour's key is another one. */
    open: (row: NoteRow, shredKey: Uint8Array): Note | null => {
      const key = keyOf(row, shredKey);
      const plain = key && open(key, row.box, boxAad(row.id, row.expires, row.revision));
      if (!plain) return null;
      const document = noteDocument.safeParse(JSON.parse(unpadded(plain)));
      if (!document.success) return null;
      return { id: row.id, revision: row.revision, expiresAt: row.expires, document: document.data };
    },
  };
}

/** Length (32 bits), content, zeros up to a power of two, from 64 KiB on up to a multiple of it: lengths say little. */
export function padded(content: Uint8Array): Uint8Array {
  const needed = content.length + 4;
  const bucket =
    needed > largestStep
      ? Math.ceil(needed / largestStep) * largestStep
      : Math.max(smallestBucket, 2 ** Math.ceil(Math.log2(needed)));
  const bytes = new Uint8Array(bucket);
  new DataView(bytes.buffer).setUint32(0, content.length);
  bytes.set(content, 4);
  return bytes;
}

/** The text of what `padded` made. */
export function unpadded(bytes: Uint8Array): string {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return new TextDecoder().decode(bytes.subarray(4, 4 + length));
}
