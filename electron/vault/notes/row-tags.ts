import type { ManifestBoxes } from './manifest.ts';
import type { NoteBoxes, StoredRow } from './note-box.ts';
import { hourOf, type ShredKeys } from './shred-keys.ts';

/**
 * What stands in the manifest for a row: its stamp where it is whole, and for a row that does not open, or that was told
 * to be damaged once, an HMAC over it as it lies there.
 */
export type RowTags = {
  /** As the row lies in the file. */
  of(row: StoredRow): Uint8Array;
  /** Of a row whose stamp is known, or null where it does not open. */
  with(row: StoredRow, stamp: Uint8Array | null): Uint8Array;
};

export function createRowTags(manifests: ManifestBoxes, boxes: NoteBoxes, shredKeys: ShredKeys): RowTags {
  const tagWith = (row: StoredRow, stamp: Uint8Array | null) =>
    stamp && row.damaged === 0 ? stamp : manifests.tagOf(row);
  return {
    of: (row) => {
      const shredKey = shredKeys.of(hourOf(row.expires));
      return tagWith(row, shredKey ? boxes.stampOf(row, shredKey) : null);
    },
    with: tagWith,
  };
}
