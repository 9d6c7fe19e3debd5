import { describe, expect, test } from 'vitest';
import { blankCallCard, callCardTemplates } from '../../shared/call-cards/index.ts';
import { createNoteBoxes, padded, unpadded } from '../../electron/vault/notes/note-box.ts';
import { headOf, type Note } from '../../electron/vault/notes/note-document.ts';

const owner = '0192f0c0-1111-7000-8000-000000000001';
const userKey = new Uint8Array(32).fill(1);
const hourKey = new Uint8Array(32).fill(2);
const boxes = createNoteBoxes(userKey, 'vault-1', owner);
const note = (text: string): Note => ({
  id: 'note-1',
  revision: 3,
  expiresAt: 1_000,
  document: { text, tags: ['t'], pinned: true, reference: 'r', card: null, masked: false, createdAt: 1, updatedAt: 2 },
});
const rowOf = (one: Note) => boxes.seal(one, hourKey);

describe('a sealed note', () => {
  test('opens whole with user key and hour key together, and with neither alone', () => {
    const one = note('text');
    const row = rowOf(one);
    expect(boxes.open(row, hourKey)).toEqual({ note: one, stamp: row.stamp });
    expect(boxes.open(row, new Uint8Array(32).fill(3))).toBeNull();
    expect(createNoteBoxes(new Uint8Array(32).fill(9), 'vault-1', owner).open(row, hourKey)).toBeNull();
  });

  test.each([
    ['another note', { id: 'note-2' }],
    ['another expiry', { expires: 2_000 }],
    ['another revision', { revision: 2 }],
  ])('does not open as %s', (_name, change) => {
    expect(boxes.open({ ...rowOf(note('text')), ...change }, hourKey)).toBeNull();
  });

  test('does not open in another vault or as another person’s', () => {
    const row = rowOf(note('text'));
    expect(createNoteBoxes(userKey, 'vault-2', owner).open(row, hourKey)).toBeNull();
    expect(createNoteBoxes(userKey, 'vault-1', owner.replace('1', '2')).open(row, hourKey)).toBeNull();
  });

  test('is never sealed twice alike: neither its text nor its stamp', () => {
    const [one, other] = [rowOf(note('text')), rowOf(note('text'))];
    for (const part of ['box', 'stamp'] as const) expect(other[part]).not.toEqual(one[part]);
  });

  test('keeps its key while somebody writes in it, and has another whenever that begins anew', () => {
    const [one, next] = [rowOf(note('text')), rowOf({ ...note('text, longer'), revision: 4 })];
    expect(next.wrapped).toEqual(one.wrapped);
    rowOf({ ...note('elsewhere'), id: 'note-2' });
    const anew = rowOf({ ...note('text, longer still'), revision: 5 });
    expect(anew.wrapped).not.toEqual(one.wrapped);
    for (const former of [one, next]) {
      expect(boxes.open(former, hourKey)).not.toBeNull();
      expect(boxes.open({ ...anew, box: former.box }, hourKey)).toBeNull();
      expect(boxes.open({ ...former, wrapped: anew.wrapped }, hourKey)).toBeNull();
    }
  });

  test('has another key where its expiry or its hour’s key is another', () => {
    const one = rowOf(note('text'));
    const later = rowOf({ ...note('text'), expiresAt: 2_000 });
    expect(later.wrapped).not.toEqual(one.wrapped);
    const otherHour = boxes.seal({ ...note('text'), expiresAt: 2_000 }, new Uint8Array(32).fill(3));
    expect(otherHour.wrapped).not.toEqual(later.wrapped);
    expect(boxes.open(otherHour, hourKey)).toBeNull();
  });

  test('of a former revision is not the present one, though its key is the same', () => {
    const [former, now] = [rowOf(note('text')), rowOf({ ...note('text, longer'), revision: 4 })];
    expect(boxes.open({ ...now, box: former.box }, hourKey)).toBeNull();
    expect(boxes.open({ ...now, box: former.box, revision: '3' } as never, hourKey)).toBeNull();
    expect(boxes.open(former, hourKey)?.stamp).not.toEqual(now.stamp);
  });

  test('gives its stamp to whoever may not read it, while it is whole, and what is not understood gives it too', () => {
    const row = rowOf(note('text'));
    expect(row.stamp).toHaveLength(32);
    expect(boxes.stampOf(row, hourKey)).toEqual(row.stamp);
    const spoilt = new Uint8Array(row.box);
    spoilt[40]! ^= 1;
    expect(boxes.stampOf({ ...row, box: spoilt }, hourKey)).toBeNull();
    expect(boxes.stampOf(row, new Uint8Array(32).fill(3))).toBeNull();
    const later = rowOf({ ...note('text'), document: { ...note('text').document, text: 7 } as never });
    expect(boxes.open(later, hourKey)).toEqual({ note: null, stamp: later.stamp });
  });

  test('says little about its length', () => {
    const sizes = new Set(Array.from({ length: 2_000 }, (_, length) => rowOf(note('x'.repeat(length))).box.length));
    expect(sizes.size).toBeLessThanOrEqual(4);
    for (const length of [0, 1, 507, 508, 509, 70_000]) {
      for (const letter of ['y', 'ы']) expect(unpadded(padded(letter.repeat(length)))).toBe(letter.repeat(length));
    }
  });
});

describe('a note in the list', () => {
  test('is named by its first line that is not empty, without half of a character', () => {
    expect(headOf('\n\n  Title \nsecond\n third')).toEqual({ title: 'Title', rest: 'second third' });
    expect(headOf('')).toEqual({ title: '', rest: '' });
    expect(headOf(`${'a'.repeat(119)}😀`).title).toBe('a'.repeat(119));
  });
});

describe('call cards', () => {
  test('ask in both languages, and begin without any answer', () => {
    for (const template of callCardTemplates) {
      expect(blankCallCard(template.id)).toEqual({
        template: template.id,
        consent: null,
        identity: null,
        doNotCall: false,
      });
      const texts = [
        template.name,
        ...template.questions.flatMap(({ text, help, answers }) => [text, help, ...answers.map((one) => one.text)]),
      ];
      expect(texts.filter(({ ru, en }) => !/[а-я]/i.test(ru) || !/[a-z]/i.test(en))).toEqual([]);
    }
    expect(blankCallCard('unknown')).toBeNull();
  });
});
