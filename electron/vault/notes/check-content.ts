import type { ExpiryMarks } from './expiry-marks.ts';
import { changeGroup, emptyManifest, instantsThatDiffer, viewDigest, type Manifest } from './manifest.ts';
import type { NoteBoxes } from './note-box.ts';
import type { Note } from './note-document.ts';
import type { RowTags } from './row-tags.ts';
import { hourOf, type ShredKeys } from './shred-keys.ts';
import type { VaultContent } from './vault-storage.ts';
import type { Writer } from './vault-writer.ts';

export type Checked = {
  notes: Note[];
  /** Somebody else than this vault and this device has changed the file. */
  altered: boolean;
  /** Rows of the instants that differ, by the manifest and in the file. */
  expected: number;
  found: number;
  /** Takes what was found as the state to go on from, and tells it. `keptAside`: a copy of the file was kept. */
  settle(writer: Writer, owner: string, keptAside: boolean): void;
};

/**
 * Decrypts what is still open and holds all of it against the manifest, in one pass. What does not let itself be
 * decrypted is told once and left where it is; so is a row that is missing, was put back or exchanged. An instant that
 * trusted time has passed asks for nothing, and one that the device says it shredded may be gone.
 * @param now by which notes are closed, @param trusted by which they are shredded
 */
export function checkContent(
  content: VaultContent,
  manifest: Manifest,
  { tags, marks, boxes, shredKeys }: Tools,
  { now, trusted }: { now: number; trusted: number },
): Checked {
  const notes: Note[] = [];
  const damaged: string[] = [];
  const forged: string[] = [];
  const there = emptyManifest();
  for (const row of content.rows) {
    const shredKey = shredKeys.of(hourOf(row.expires));
    const isClosed = marks.isClosed(row);
    if (row.closed && !isClosed) forged.push(row.id);
    const isOver = isClosed || row.expires <= now;
    const opened = shredKey && !isOver ? boxes.open(row, shredKey) : null;
    changeGroup(there, row.expires, isOver ? tags.of(row) : tags.with(row, opened?.stamp ?? null), 1);
    if (opened?.note) notes.push(opened.note);
    else if (!isOver && row.damaged === 0) damaged.push(row.id);
  }
  there.view = content.view && viewDigest(content.view);
  const shredded = new Set(content.shredded.filter(marks.isShredded).map(({ expires }) => expires));
  const over = (expires: number) => expires <= trusted || shredded.has(expires);
  const gone = [...manifest.groups.keys()].filter((expires) => !there.groups.has(expires) && over(expires));
  const differ = instantsThatDiffer(manifest.groups, there.groups).filter(
    (expires) => expires > trusted && !gone.includes(expires),
  );
  const eventsGone = content.nextEvent !== null && content.nextEvent < manifest.nextEvent;
  const altered = differ.length > 0 || forged.length > 0 || there.view !== manifest.view || eventsGone;
  const rowsIn = ({ groups }: Manifest) => differ.reduce((sum, expires) => sum + (groups.get(expires)?.count ?? 0), 0);
  const expected = rowsIn(manifest);
  const found = rowsIn(there);
  return {
    notes,
    altered,
    expected,
    found,
    settle: (writer, owner, keptAside) => {
      const { groups } = writer.manifest;
      for (const expires of [...gone, ...differ]) groups.delete(expires);
      for (const expires of differ) {
        const rows = there.groups.get(expires);
        if (rows) groups.set(expires, rows);
      }
      writer.manifest.view = there.view;
      writer.manifest.nextEvent = content.nextEvent ?? manifest.nextEvent;
      writer.forgetShredded(content.shredded.map(({ expires }) => expires));
      for (const id of forged) writer.reopen(id);
      for (const note of damaged) {
        writer.markDamaged(note);
        writer.event('note.damaged', { note }, 'failed');
      }
      if (altered) writer.event('notes.altered', { owner, expected, found, keptAside }, 'failed');
    },
  };
}

type Tools = { tags: RowTags; marks: ExpiryMarks; boxes: NoteBoxes; shredKeys: ShredKeys };
