import type { NoteDocument } from './note-document.ts';

/**
 * Search over everything of the notes: words and beginnings of words, all of which must occur, in any language, upper
 * and lower case alike, ё as е. In memory only. (A general library took 2 s to build over 10,000 notes and 100 to
 * 400 ms for the first letter of a query; the goal is 10 ms.)
 */
export type SearchIndex = {
  put(id: string, document: NoteDocument): void;
  remove(id: string): void;
  /** @returns ids, best first: whole words before beginnings, title, tags and reference before text, then the newest. */
  search(query: string): string[];
};

/** A place in a list of occurrences: the note's slot, and whether the word is in title, tags or reference. */
const inHead = 1;

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
  const note = (word: string, place: number) => {
    const list = places.get(word);
    if (list) list.push(place);
    else {
      places.set(word, [place]);
      fresh.push(word);
    }
  };
  const wordsFrom = (prefix: string): string[] => {
    if (fresh.length > 200) {
      sorted = [...places.keys()].sort();
      fresh = [];
    }
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
      const title = /\S[^\n]*/.exec(document.text)?.[0] ?? '';
      const head = new Set(wordsIn([title, document.reference, ...document.tags].join('\n')));
      const body = new Set(wordsIn(document.text));
      for (const word of head) note(word, (slot << 1) | inHead);
      for (const word of body) if (!head.has(word)) note(word, slot << 1);
      wordsOf[slot] = [...head, ...[...body].filter((word) => !head.has(word))];
    },
    remove: (id) => {
      const slot = slots.get(id);
      if (slot === undefined) return;
      drop(slot);
      slots.delete(id);
      ids[slot] = null;
    },
    search: (query) => {
      const scores = new Uint16Array(ids.length);
      const best = new Uint8Array(ids.length);
      const words = [...new Set(wordsIn(query))];
      if (words.length === 0) return [];
      words.forEach((word, turn) => {
        best.fill(0);
        for (const known of wordsFrom(word)) {
          const weight = known === word ? 4 : 1;
          for (const place of places.get(known) ?? []) {
            const slot = place >> 1;
            const score = weight + 2 * (place & inHead);
            if (score > (best[slot] ?? 0)) best[slot] = score;
          }
        }
        for (let slot = 0; slot < scores.length; slot++) {
          const score = best[slot] ?? 0;
          scores[slot] = score > 0 && (turn === 0 || (scores[slot] ?? 0) > 0) ? (scores[slot] ?? 0) + score : 0;
        }
      });
      const hits: number[] = [];
      for (let slot = 0; slot < scores.length; slot++) if ((scores[slot] ?? 0) > 0) hits.push(slot);
      hits.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || (updated[b] ?? 0) - (updated[a] ?? 0));
      return hits.flatMap((slot) => ids[slot] ?? []);
    },
  };
}

const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .normalize('NFC')
    .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

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
