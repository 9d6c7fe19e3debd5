import { createSecretKey, type KeyObject } from 'node:crypto';
import { createRandomSupply } from '../../../shared/random-supply.ts';
import { fields } from '../crypto/bytes.ts';
import { deriveKey } from '../crypto/derive-key.ts';
import { open, seal } from '../crypto/sealed-box.ts';
import { readDocument, type Note } from './note-document.ts';

const format = 3;
const keyLength = 32;
const stampLength = 32;
/** Before the text in its box: stamp ‖ revision (64-bit float, big-endian). */
const headLength = stampLength + 8;
const smallestBucket = 512;
const largestStep = 65_536;

/** Drawn ahead: whoever could read here what has sealed nothing yet could read the user key as well. */
const freshKey = createRandomSupply(keyLength, 16);
const freshStamp = createRandomSupply(stampLength, 64);

/** A note as it lies in the file. */
export type NoteRow = { id: string; expires: number; revision: number; wrapped: Uint8Array; box: Uint8Array };

/** What the file says of it besides. `closed`: a mark of the device; `damaged`: it was told already. */
export type StoredRow = NoteRow & { closed: Uint8Array | null; damaged: number };

/** The note that was sealed last, in which somebody may be writing on. `aad`: of both its boxes. */
type Written = {
  id: string;
  expires: number;
  shredKey: Uint8Array;
  aad: Uint8Array;
  key: KeyObject;
  wrapped: Uint8Array;
};

/** A row that was sealed just now. `stamp`: what stands for it in the manifest, 32 bytes that nobody else can know. */
export type SealedRow = NoteRow & { stamp: Uint8Array };

export type NoteBoxes = ReturnType<typeof createNoteBoxes>;

/**
 * How notes are sealed (design, section 3): a random key for each note, wrapped under HKDF(user key ‖ shred key of its
 * expiry hour). Both boxes are bound to format, vault, owner, note and expiry, the text to its revision as well. A random
 * stamp that is sealed with each text stands for it in the manifest. The key is drawn whenever somebody begins to write in
 * a note, and known for as long as that goes on (decision 19).
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
  const aadOf = (id: string, expires: number) => fields(ours, id, expires);
  let written: Written | null = null;
  const keyFor = (id: string, expires: number, shredKey: Uint8Array): Written => {
    if (written?.id === id && written.expires === expires && written.shredKey === shredKey) return written;
    const aad = aadOf(id, expires);
    const fresh = freshKey();
    written = {
      ...{ id, expires, shredKey, aad },
      key: createSecretKey(fresh),
      wrapped: seal(wrapKey(shredKey), fresh, aad),
    };
    fresh.fill(0);
    return written;
  };
  const unsealed = (row: NoteRow, shredKey: Uint8Array): { text: Uint8Array; stamp: Uint8Array } | null => {
    if (!isTyped(row)) return null;
    const aad = aadOf(row.id, row.expires);
    const key = open(wrapKey(shredKey), row.wrapped, aad);
    const plain = key && open(key, row.box, aad);
    key?.fill(0);
    if (!plain) return null;
    if (revisionIn(plain) !== row.revision) {
      plain.fill(0);
      return null;
    }
    return { text: plain.subarray(headLength), stamp: plain.slice(0, stampLength) };
  };
  return {
    seal: ({ id, revision, expiresAt, document }: Note, shredKey: Uint8Array): SealedRow => {
      const { key, wrapped, aad } = keyFor(id, expiresAt, shredKey);
      const stamp = freshStamp();
      const plain = padded(JSON.stringify(document), headLength);
      plain.set(stamp);
      plain.writeDoubleBE(revision, stampLength);
      return { id, expires: expiresAt, revision, wrapped, box: seal(key, plain, aad), stamp };
    },
    /**
     * @returns null when the row is damaged, moved, of another revision, or its hour's key is another one; no note
     * where its owner has sealed what this version does not understand
     */
    open: (row: NoteRow, shredKey: Uint8Array): { note: Note | null; stamp: Uint8Array } | null => {
      const found = unsealed(row, shredKey);
      if (!found) return null;
      const document = readDocument(JSON.parse(unpadded(found.text)));
      const { id, revision, expires: expiresAt } = row;
      return {
        note: document && { id, revision, expiresAt, document },
        stamp: found.stamp,
      };
    },
    /** The stamp of a row that nobody is to read. @returns null as `open` does. */
    stampOf: (row: NoteRow, shredKey: Uint8Array): Uint8Array | null => {
      const found = unsealed(row, shredKey);
      found?.text.fill(0);
      return found && found.stamp;
    },
  };
}

/**
 * Additional data tells a number from its digits no more than SQLite does from a table that somebody has built anew: a
 * row whose id or expiry is not what it was written as is not that row.
 */
const isTyped = ({ id, expires }: Record<'id' | 'expires', unknown>): boolean =>
  typeof id === 'string' && typeof expires === 'number';

const revisionIn = (plain: Uint8Array): number => new DataView(plain.buffer, plain.byteOffset).getFloat64(stampLength);

/**
 * Length (32 bits), UTF-8, zeros up to a power of two, from 64 KiB on up to a multiple of it: lengths say little.
 * @param ahead so many zeros before all that
 */
export function padded(text: string, ahead = 0): Buffer {
  const length = Buffer.byteLength(text);
  const needed = length + 4;
  const bucket =
    needed > largestStep
      ? Math.ceil(needed / largestStep) * largestStep
      : Math.max(smallestBucket, 2 ** Math.ceil(Math.log2(needed)));
  // Memory of its own: what is cut from Node's pool would go along with whatever else of it is sent to another process.
  const bytes = Buffer.alloc(ahead + bucket);
  bytes.writeUInt32BE(length, ahead);
  bytes.write(text, ahead + 4);
  return bytes;
}

const decoder = new TextDecoder();

/** The text of what `padded` made. */
export function unpadded(bytes: Uint8Array): string {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return decoder.decode(bytes.subarray(4, 4 + length));
}
