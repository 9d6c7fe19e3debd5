import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NoteDocument } from '../../electron/vault/notes/note-document.ts';
import { createNoteSet, type NoteSet } from '../../electron/vault/notes/note-set.ts';

const document = (text: string, marks: Partial<NoteDocument> = {}): NoteDocument => ({
  text,
  tags: [],
  pinned: false,
  reference: '',
  card: null,
  masked: false,
  createdAt: 0,
  updatedAt: 0,
  ...marks,
});

/** Notes in memory, and time for them to be indexed, or none. */
const noteSet = () => {
  const set = createNoteSet([]);
  return {
    put: (id: string, content: NoteDocument) => {
      set.put({ id, revision: 0, expiresAt: 1, document: content });
    },
    remove: set.remove,
    search: set.search,
  } satisfies Partial<Record<keyof NoteSet, unknown>>;
};
const indexed = () => new Promise<void>((resolve) => setTimeout(resolve, 20));

describe.each([
  ['while notes are being indexed', async () => {}],
  ['once notes are indexed', indexed],
])('search, %s,', (_when, ready) => {
  test('prefers whole words to beginnings, title and marks to text, newer to older', async () => {
    const index = noteSet();
    index.put('text', document('first line\nabout a refund'));
    index.put('beginning', document('refunding policy'));
    index.put('title', document('refund'));
    index.put('older', document('x\nanother refund', { updatedAt: -1 }));
    await ready();
    expect(index.search('refund')).toEqual(['title', 'text', 'older', 'beginning']);
  });

  test('finds what changed and forgets what is gone', async () => {
    const index = noteSet();
    index.put('a', document('alpha'));
    await ready();
    index.put('a', document('beta'));
    await ready();
    expect(index.search('alpha')).toEqual([]);
    expect(index.search('bet')).toEqual(['a']);
    index.remove('a');
    expect(index.search('beta')).toEqual([]);
    expect(index.search('   ')).toEqual([]);
  });

  test('takes no letter for another that only looks or folds alike, indexed or not', async () => {
    const index = noteSet();
    index.put('a', document('вода Вода ǅ K s'));
    const queries = ['\u1c80ода', '\u212a', '\u017f', 'ода'];
    const before = queries.map((query) => index.search(query));
    await ready();
    expect(queries.map((query) => index.search(query))).toEqual(before);
    expect(before[0]).toEqual([]);
  });

  test('agrees with looking through every note, whatever was written, changed and removed before', async () => {
    const word = fc.constantFrom('да', 'дата', 'Датой', 'ёлка', 'елки', 'no', 'note', 'NOTES', '42', '421');
    const step = fc.record({
      id: fc.constantFrom('1', '2', '3', '4'),
      words: fc.option(fc.array(word, { maxLength: 4 })),
    });
    const plain = (text: string) => text.toLowerCase().replaceAll('ё', 'е');
    await fc.assert(
      fc.asyncProperty(
        fc.array(step),
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 5 }),
        async (steps, query, cut) => {
          const index = noteSet();
          const kept = new Map<string, string[]>();
          for (const { id, words } of steps) {
            if (words) {
              index.put(id, document(words.join(' ')));
              kept.set(id, words.map(plain));
            } else {
              index.remove(id);
              kept.delete(id);
            }
          }
          await ready();
          const wanted = query.map((one) => plain(one.slice(0, cut)));
          const expected = [...kept].filter(([, words]) =>
            wanted.every((one) => words.some((own) => own.startsWith(one))),
          );
          expect(index.search(wanted.join(' ')).toSorted()).toEqual(expected.map(([id]) => id).toSorted());
        },
      ),
      { numRuns: 60 },
    );
  });
});
