import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { v4, v7 } from 'uuid';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { rehearseHandOver } from '../key-hand.ts';
import { createExpiryMarks } from './expiry-marks.ts';
import { checkContent, type Checked } from './check-content.ts';
import { createManifestBoxes, emptyManifest } from './manifest.ts';
import { createNoteBoxes, type StoredRow } from './note-box.ts';
import type { NoteDocument } from './note-document.ts';
import { createRowTags } from './row-tags.ts';
import { hourOf, type ShredKeys } from './shred-keys.ts';

/**
 * So many rounds of so many rows: each round is short enough that a key which arrives meanwhile hardly waits. After
 * twelve of them a thousand notes still took 80 ms, after these 62 (Electron 33, a slow machine).
 */
const rounds = 40;
const rows = 50;

/**
 * The first notes that a program opens take three times as long as the same notes later: libraries are loaded, a line to
 * the keychain is opened, code is compiled. A vault's program that waits for its person does that beforehand, with keys
 * and rows that it draws itself and forgets. It asks the keychain for an item that is never there.
 * @returns how to leave off: its person has come
 */
export function warmUp(keychain: Keychain): () => void {
  keychain.get('warm-up').catch(() => undefined);
  void rehearseHandOver();
  let left = rounds;
  const next = () => {
    if (left-- <= 0) return;
    openSample();
    setImmediate(next);
  };
  setImmediate(next);
  return () => (left = 0);
}

/** @returns what was opened; none of it outlives the next look of the garbage collector. */
export function openSample(): Checked {
  new Database(':memory:').close();
  const key = () => new Uint8Array(randomBytes(32));
  const [userKey, device, hourKey] = [key(), key(), key()];
  const [vault, owner, expires] = [v4(), v4(), Date.now() + 1_000_000];
  const boxes = createNoteBoxes(userKey, vault, owner);
  const shredKeys: ShredKeys = {
    of: (hour) => (hour === hourOf(expires) ? hourKey : undefined),
    make: () => Promise.resolve(hourKey),
  };
  const content = Array.from({ length: rows }, (): StoredRow => {
    const row = boxes.seal({ id: v7(), revision: 1, expiresAt: expires, document: sample }, hourKey);
    return { ...row, closed: null, damaged: 0 };
  });
  return checkContent(
    { rows: content, shredded: [], view: null, nextEvent: 1 },
    emptyManifest(),
    {
      tags: createRowTags(createManifestBoxes(userKey, vault, owner), boxes, shredKeys),
      marks: createExpiryMarks(device, owner),
      boxes,
      shredKeys,
    },
    { now: 0, trusted: 0 },
  );
}

const sample: NoteDocument = {
  text: 'A note of nobody. '.repeat(20),
  tags: ['sample'],
  pinned: false,
  reference: '',
  card: null,
  masked: false,
  createdAt: 0,
  updatedAt: 0,
};
