import type { NoteSummary } from '../../shared/contract/vault.ts';

type Ordered = Pick<NoteSummary, 'id' | 'pinned' | 'createdAt'>;

/**
 * The list as it is shown. Without a search: pinned first, then the newest; by creation, not by change, so that
 * nothing moves under the eyes of somebody who types. With one: the vault's order, best first (`hits`), and nothing
 * that it did not name.
 */
export function orderNotes<Note extends Ordered>(notes: Note[], hits: string[] | null): Note[] {
  if (hits) {
    const byId = new Map(notes.map((note) => [note.id, note]));
    return hits.flatMap((id) => byId.get(id) ?? []);
  }
  return notes.toSorted(
    (a, b) => Number(b.pinned) - Number(a.pinned) || b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1),
  );
}

/** The notes of a list with one of them replaced, or put in if it is new. */
export function withNote(notes: NoteSummary[], note: NoteSummary): NoteSummary[] {
  return notes.some((each) => each.id === note.id)
    ? notes.map((each) => (each.id === note.id ? note : each))
    : [note, ...notes];
}

/** First line that is not empty, as the vault names a note: the list follows the typing without asking. */
export function titleOf(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '');
  return (line ?? '').trim().slice(0, 120);
}
