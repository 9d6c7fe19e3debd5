import type { NoteBoxes } from './note-box.ts';
import type { Note } from './note-document.ts';
import { hourOf, type ShredKeys } from './shred-keys.ts';
import type { VaultStorage } from './vault-storage.ts';

/** The key of a note that is to be written again. Throws where the file no longer has it. */
type NoteKeys = (note: Note) => Uint8Array;

/**
 * Of all notes that are open, only the key of the one that is being written is in memory: somebody writes one note for a
 * while, and ten thousand keys would be kept for nothing.
 */
export function createNoteKeys(storage: VaultStorage, boxes: NoteBoxes, shredKeys: ShredKeys): NoteKeys {
  let last: { id: string; key: Uint8Array } | null = null;
  return ({ id, expiresAt }) => {
    if (last?.id === id) return last.key;
    const [wrapped, shredKey] = [storage.wrappedKey(id), shredKeys.of(hourOf(expiresAt))];
    const key = wrapped && shredKey && boxes.keyOf({ id, expires: expiresAt, wrapped }, shredKey);
    if (!key) throw new Error('a note whose key is not there');
    last?.key.fill(0);
    last = { id, key };
    return key;
  };
}
