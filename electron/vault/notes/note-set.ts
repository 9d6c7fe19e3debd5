import type { NoteSummary } from '../../../shared/contract/vault.ts';
import { summaryOf, type Note } from './note-document.ts';
import { createSearchIndex } from './search-index.ts';
import { scoreFor, wordsIn } from './search-words.ts';

/**
 * The open notes in memory, and their index, which is built in slices while nobody waits for it; what is not in it yet
 * is looked through.
 */
export type NoteSet = {
  get(id: string): Note | undefined;
  put(note: Note): void;
  remove(id: string): void;
  all(): Note[];
  /** Pinned first, then the newest. */
  list(): NoteSummary[];
  /** Best first: whole words before beginnings, title, tags and reference before text, then the newest. */
  search(query: string): string[];
};

/** Milliseconds that indexing may keep a keystroke waiting. */
const slice = 8;
/** Milliseconds before it begins, if nobody searches or writes: somebody who has just come waits for the screen first. */
const patience = 500;

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
  let busy = false;
  const goOn = () => {
    indexNext(performance.now() + slice);
    busy = unindexed.size > 0;
    if (busy) setImmediate(goOn);
    else index.settle();
  };
  const begin = () => {
    if (busy || unindexed.size === 0) return;
    busy = true;
    setImmediate(goOn);
  };
  setTimeout(begin, patience).unref();
  return {
    get: (id) => known.get(id),
    put: (note) => {
      known.set(note.id, note);
      unindexed.add(note.id);
      begin();
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
      const words = [...new Set(wordsIn(query))];
      if (words.length === 0) return [];
      begin();
      const found = index.search(words);
      const hits = unindexed.size === 0 ? found : found.filter(({ id }) => !unindexed.has(id));
      const scoreOf = scoreFor(words);
      for (const id of unindexed) {
        const document = known.get(id)?.document;
        const score = document ? scoreOf(document) : 0;
        if (document && score > 0) hits.push({ id, score, updatedAt: document.updatedAt });
      }
      hits.sort((one, other) => other.score - one.score || other.updatedAt - one.updatedAt);
      return hits.map(({ id }) => id);
    },
  };
}
