import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAutosave } from '../../electron/vault/notes/autosave.ts';
import type { Note } from '../../electron/vault/notes/note-document.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Notes whose commits are remembered with the moment at which they were made. */
function rig(refuses: (id: string) => boolean = () => false) {
  const notes = new Map<string, Note>();
  const commits: { id: string; text: string; at: number }[] = [];
  const sealed: string[] = [];
  const noteOf = (id: string): Note => {
    const document = { tags: [], pinned: false, reference: '', card: null, masked: false, createdAt: 0, updatedAt: 0 };
    const note = notes.get(id) ?? {
      id,
      revision: 1,
      expiresAt: 0,
      document: { ...document, text: '' },
    };
    notes.set(id, note);
    return note;
  };
  const autosave = createAutosave({
    note: noteOf,
    seal: (note, text) => {
      sealed.push(text);
      return { note, text };
    },
    save: ({ note, text }) => {
      if (refuses(note.id)) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      commits.push({ id: note.id, text, at: performance.now() });
      const saved = { ...note, revision: note.revision + 1, document: { ...note.document, text } };
      notes.set(note.id, saved);
      return saved;
    },
    refused: () => {},
    report: () => {},
    now: () => 0,
  });
  return { autosave, commits, sealed, notes };
}

const sentence = 'Calls back on Friday after four, asks for the invoice of the second order, and wants it by post.';

describe('Autosave', () => {
  test.for([3, 20, 90, 150])('never holds what was typed more than 300 ms ago, with a key every %i ms', (pace) => {
    const { autosave, commits } = rig();
    const typed: { at: number; length: number }[] = [];
    for (let length = 1; length <= sentence.length; length += 1) {
      autosave.write('a', length, sentence.slice(0, length), length);
      typed.push({ at: performance.now(), length });
      for (let step = 0; step < pace; step += 1) {
        vi.advanceTimersByTime(1);
        const owed = typed.findLast(({ at }) => at < performance.now() - 300)?.length ?? 0;
        expect(commits.at(-1)?.text.length ?? 0).toBeGreaterThanOrEqual(owed);
      }
    }
    vi.advanceTimersByTime(300);
    expect(commits.at(-1)?.text).toBe(sentence);
  });

  test('does not let one note wait for another that the disk refuses', () => {
    const { autosave, commits } = rig((id) => id === 'refused');
    autosave.write('refused', 1, 'no room', null);
    vi.advanceTimersByTime(200);
    const typed = performance.now();
    autosave.write('other', 1, sentence, null);
    vi.advanceTimersByTime(300);
    expect(commits).toEqual([{ id: 'other', text: sentence, at: expect.any(Number) as number }]);
    expect((commits[0]?.at ?? Infinity) - typed).toBeLessThanOrEqual(300);
  });
});

describe('While further keys are waited for', () => {
  /** The vault has a moment in which nothing else is to be done. */
  const rest = () => vi.advanceTimersByTime(1);

  test('what has come is sealed already, and sealed once', () => {
    const { autosave, commits, sealed } = rig();
    autosave.write('a', 1, sentence, null);
    rest();
    expect([sealed, commits]).toEqual([[sentence], []]);
    vi.advanceTimersByTime(200);
    expect(sealed).toEqual([sentence]);
    expect(commits.map(({ text }) => text)).toEqual([sentence]);
  });

  test('a lock finds it so, and has nothing left to seal', () => {
    const { autosave, commits, sealed } = rig();
    autosave.write('a', 1, sentence, sentence.length);
    rest();
    expect([...autosave.flush()]).toEqual([]);
    expect(sealed).toEqual([sentence]);
    expect(commits.map(({ text }) => text)).toEqual([sentence]);
  });

  test('what has become of the note meanwhile is not undone by it', () => {
    const { autosave, commits, sealed, notes } = rig();
    autosave.write('a', 1, sentence, null);
    rest();
    const pinned = { ...notes.get('a')!.document, pinned: true };
    notes.set('a', { ...notes.get('a')!, revision: 2, document: pinned });
    vi.advanceTimersByTime(200);
    expect(sealed).toHaveLength(2);
    expect(commits).toHaveLength(1);
    expect(notes.get('a')).toMatchObject({ revision: 3, document: { text: sentence, pinned: true } });
  });

  test('a beginning of a number is looked at anew when the caret leaves it', () => {
    const { autosave, commits } = rig();
    autosave.write('a', 1, 'card 4111 1111', 14);
    rest();
    autosave.leaveAllBut(null);
    expect(commits.at(-1)?.text).toBe('card 4111 1111');
  });

  test('nothing is lost where the disk takes it only later', () => {
    let isFull = true;
    const { autosave, commits } = rig(() => isFull);
    autosave.write('a', 1, sentence, null);
    vi.advanceTimersByTime(500);
    expect(commits).toEqual([]);
    isFull = false;
    vi.advanceTimersByTime(1_000);
    expect(commits.map(({ text }) => text)).toEqual([sentence]);
  });
});
