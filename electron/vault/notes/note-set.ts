import type { NoteSummary } from '../../../shared/contract/vault.ts';
import { summaryOf, type Note } from './note-document.ts';
import { createSearchIndex } from './search-index.ts';

/** The open notes in memory, and their index, which is built in slices while nobody waits for it. */
export type NoteSet = {
  get(id: string): Note | undefined;
  put(note: Note): void;
  remove(id: string): void;
  all(): Note[];
  /** Pinned first, then the newest. */
  list(): NoteSummary[];
  search(query: string): string[];
};

/** Milliseconds that indexing may keep a keystroke waiting. */
const slice = 8;

export function createNoteSet(notes: readonly Note[]): NoteSet {
  const known = new Map(notes.map((note) => [note.id, note]));
  const index = createSearchIndex();
  const unindexed = new Set(known.keys());
  const indexNext = (until: number) => {
    for (const id of unindexed) {
      unindexed.delete(id);
      const note = known.get(id);
      if (note) index.put(id, note.document);
      if (performance.now() > until) return;
    }
  };
  const goOn = () => {
    if (unindexed.size === 0) return;
    indexNext(performance.now() + slice);
    setImmediate(goOn);
  };
  setImmediate(goOn);
  return {
    get: (id) => known.get(id),
    put: (note) => {
      known.set(note.id, note);
      unindexed.add(note.id);
    },
    remove: (id) => {
      known.delete(id);
      unindexed.delete(id);
      index.remove(id);
    },
    all: () => [...known.values()],
    list: () =>
      [...known.values()]
        .sort(
          (one, other) =>
            Number(other.document.pinned) - Number(one.document.pinned) ||
            other.document.createdAt - one.document.createdAt ||
            (one.id < other.id ? 1 : -1),
        )
        .map(summaryOf),
    search: (query) => {
      indexNext(Infinity);
      return index.search(query);
    },
  };
}
