import type { NoteDocument } from './note-document.ts';
import { beginning, headText, placeInHead, wholeWord, wordsIn } from './search-words.ts';

/** A note that a query found. */
export type Hit = { id: string; score: number; updatedAt: number };

/**
 * Search over everything of the notes: words and beginnings of words, all of which must occur, in any language, upper
 * and lower case alike, ё as е. In memory only. (A general library took 2 s to build over 10,000 notes and 100 to
 * 400 ms for the first letter of a query; the goal is 10 ms.)
 */
export type SearchIndex = {
  put(id: string, document: NoteDocument): void;
  remove(id: string): void;
  /** Sorts in what was put since the last time; worth it when nobody waits. */
  settle(): void;
  /** Notes in which all of these words occur, in no order. */
  search(words: readonly string[]): Hit[];
};

/** A place in a list of occurrences: the note's slot, and whether the word is in title, tags or reference. */
const inHead = 1;
/** New words are looked through one by one up to about this many. */
const worthSorting = 500;

export function createSearchIndex(): SearchIndex {
  const slots = new Map<string, number>();
  const ids: (string | null)[] = [];
  const updated: number[] = [];
  const wordsOf: string[][] = [];
  const places = new Map<string, number[]>();
  /** All words in order; those met since the last sorting stand apart. */
  let sorted: string[] = [];
  let fresh: string[] = [];

  const drop = (slot: number) => {
    for (const word of wordsOf[slot] ?? []) {
      const list = places.get(word);
      const at = list?.findIndex((place) => place >> 1 === slot) ?? -1;
      if (list && at >= 0) list.splice(at, 1);
    }
    wordsOf[slot] = [];
  };
  /** Notes a word once for each slot; what is written last stands last. */
  const note = (word: string, place: number, own: string[]) => {
    const list = places.get(word);
    if (!list) {
      places.set(word, [place]);
      fresh.push(word);
    } else if ((list.at(-1) ?? -1) >> 1 === place >> 1) return;
    else list.push(place);
    own.push(word);
  };
  const wordsFrom = (prefix: string): string[] => {
    const found = fresh.filter((word) => word.startsWith(prefix));
    for (let at = firstFrom(sorted, prefix); sorted[at]?.startsWith(prefix); at++) found.push(sorted[at] as string);
    return found;
  };

  return {
    put: (id, document) => {
      const slot = slots.get(id) ?? ids.length;
      if (slots.has(id)) drop(slot);
      else {
        slots.set(id, slot);
        ids[slot] = id;
      }
      updated[slot] = document.updatedAt;
      const own: string[] = [];
      for (const word of wordsIn(headText(document))) note(word, (slot << 1) | inHead, own);
      for (const word of wordsIn(document.text)) note(word, slot << 1, own);
      wordsOf[slot] = own;
    },
    remove: (id) => {
      const slot = slots.get(id);
      if (slot === undefined) return;
      drop(slot);
      slots.delete(id);
      ids[slot] = null;
    },
    settle: () => {
      if (fresh.length < worthSorting) return;
      sorted = [...places.keys()].sort();
      fresh = [];
    },
    search: (words) => {
      const scores = new Uint16Array(ids.length);
      const best = new Uint8Array(ids.length);
      words.forEach((word, turn) => {
        best.fill(0);
        for (const known of wordsFrom(word)) {
          const weight = known === word ? wholeWord : beginning;
          for (const place of places.get(known) ?? []) {
            const slot = place >> 1;
            const score = weight + placeInHead * (place & inHead);
            if (score > (best[slot] ?? 0)) best[slot] = score;
          }
        }
        for (let slot = 0; slot < scores.length; slot++) {
          const score = best[slot] ?? 0;
          scores[slot] = score > 0 && (turn === 0 || (scores[slot] ?? 0) > 0) ? (scores[slot] ?? 0) + score : 0;
        }
      });
      const hits: Hit[] = [];
      for (let slot = 0; slot < scores.length; slot++) {
        const [id, score] = [ids[slot], scores[slot] ?? 0];
        if (id && score > 0) hits.push({ id, score, updatedAt: updated[slot] ?? 0 });
      }
      return hits;
    },
  };
}

function firstFrom(sorted: readonly string[], prefix: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
