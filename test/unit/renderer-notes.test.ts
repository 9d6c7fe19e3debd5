import { describe, expect, it } from 'vitest';
import { moveRanges, pieces } from '../../renderer/notes/marks.ts';
import { orderNotes, titleOf, withNote } from '../../renderer/notes/note-order.ts';
import { changed, reported, type SaveStatus } from '../../renderer/notes/save-status.ts';
import { timeLeft } from '../../renderer/notes/time-left.ts';
import { scrollTo, visibleRows } from '../../renderer/notes/visible-rows.ts';
import type { HeldRange, NoteSummary } from '../../shared/contract/vault.ts';

const minute = 60_000;
const range = (from: number, to: number): HeldRange => ({ from, to, kind: 'card-number' });
const id = '0190f000-0000-7000-8000-000000000001';

function summary(more: Partial<NoteSummary>): NoteSummary {
  return {
    id,
    title: '',
    excerpt: '',
    tags: [],
    pinned: false,
    reference: '',
    card: null,
    revision: 0,
    createdAt: 0,
    updatedAt: 0,
    expiresAt: 0,
    masked: false,
    ...more,
  };
}

describe('time left of a note', () => {
  it('runs from whole to nothing over the note’s life', () => {
    const note = { createdAt: 0, expiresAt: 100 * minute };
    expect(timeLeft(note, 0)).toEqual({ share: 1, minutes: 100, soon: false, gone: false });
    expect(timeLeft(note, 75 * minute).share).toBe(0.25);
    expect(timeLeft(note, 100 * minute)).toEqual({ share: 0, minutes: 0, soon: true, gone: true });
  });

  it('never promises a minute that is not whole', () => {
    expect(timeLeft({ createdAt: 0, expiresAt: 10 * minute }, 1).minutes).toBe(9);
  });

  it('says so when less than a quarter of an hour is left', () => {
    const note = { createdAt: 0, expiresAt: 60 * minute };
    expect(timeLeft(note, 44 * minute).soon).toBe(false);
    expect(timeLeft(note, 45 * minute).soon).toBe(true);
  });
});

describe('the list of notes', () => {
  const old = summary({ id: 'a', createdAt: 1, updatedAt: 99 });
  const fresh = summary({ id: 'b', createdAt: 2, updatedAt: 2 });
  const pinned = summary({ id: 'c', createdAt: 0, pinned: true });

  it('shows pinned notes first, then the newest, and does not move a note because it is typed in', () => {
    expect(orderNotes([old, fresh, pinned], null).map((note) => note.id)).toEqual(['c', 'b', 'a']);
  });

  it('shows a search as the vault answered it and nothing else', () => {
    expect(orderNotes([old, fresh, pinned], ['a', 'gone', 'c']).map((note) => note.id)).toEqual(['a', 'c']);
  });

  it('takes a changed note in its place and a new one in front', () => {
    expect(withNote([old, fresh], { ...fresh, title: 'x' })[1]?.title).toBe('x');
    expect(withNote([old], fresh)).toEqual([fresh, old]);
  });

  it('is named by the first line that is not empty', () => {
    expect(titleOf('\n  \n  Refund 4471 \nmore')).toBe('Refund 4471');
    expect(titleOf('')).toBe('');
    expect(titleOf('x'.repeat(500))).toHaveLength(120);
  });
});

describe('what is known of a note’s safety', () => {
  const held: SaveStatus = { state: 'held', change: 3, ranges: [range(0, 4)] };

  it('is “saved” only by the vault’s word about the last change', () => {
    const saving = changed({ state: 'untouched' }, 2, []);
    expect(saving).toEqual({ state: 'saving', change: 2 });
    expect(reported(saving, { state: 'saved', id, change: 1, revision: 1, at: 5 }, 2)).toBe(saving);
    expect(reported(saving, { state: 'saved', id, change: 2, revision: 1, at: 5 }, 2)).toEqual({
      state: 'saved',
      change: 2,
      at: 5,
    });
  });

  it('stays refused while the refused place is still there, whatever else is typed', () => {
    expect(changed(held, 4, [range(0, 4)]).state).toBe('held');
    expect(changed(held, 4, []).state).toBe('saving');
  });

  it('tells of a failure even when more has been typed since', () => {
    const status = reported({ state: 'saving', change: 5 }, { state: 'failed', id, change: 4, code: 'disk-full' }, 5);
    expect(status).toEqual({ state: 'failed', change: 5, code: 'disk-full' });
  });
});

describe('refused places in the text', () => {
  it('move with what is typed before them and stay where typing follows them', () => {
    expect(moveRanges([range(5, 9)], 'abcd 4111 x', 'abc!d 4111 x')).toEqual([range(6, 10)]);
    expect(moveRanges([range(0, 4)], '4111 x', '4111 xy')).toEqual([range(0, 4)]);
  });

  it('are dropped when they are typed in or taken out', () => {
    expect(moveRanges([range(0, 4)], '4111 x', '411 x')).toEqual([]);
    expect(moveRanges([range(2, 6)], 'a 4111 b', '')).toEqual([]);
  });

  it('are cut out of the text without losing a character', () => {
    const text = 'card 4111 and 5500!';
    const cut = pieces(text, [range(14, 18), range(5, 9)]);
    expect(cut.map((piece) => piece.text).join('')).toBe(text);
    expect(cut.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual(['4111', '5500']);
  });

  it('that overlap or lie beyond the text do no harm', () => {
    const cut = pieces('abcdef', [range(0, 4), range(2, 5), range(5, 99)]);
    expect(cut.map((piece) => piece.text).join('')).toBe('abcdef');
  });
});

describe('ten thousand notes', () => {
  const view = { rowHeight: 66, scrollTop: 66 * 5000, viewHeight: 600 };

  it('draw a screenful and a few more', () => {
    const rows = visibleRows({ count: 10_000, ...view });
    expect(rows.last - rows.first).toBeLessThan(30);
    expect(rows.first).toBeLessThanOrEqual(5000);
    expect(rows.last).toBeGreaterThan(5009);
    expect(rows.height).toBe(660_000);
  });

  it('never draw rows that do not exist', () => {
    expect(visibleRows({ count: 3, ...view })).toMatchObject({ first: 3, last: 3 });
    expect(visibleRows({ count: 3, ...view, scrollTop: 0 })).toMatchObject({ first: 0, last: 3 });
  });

  it('scroll no further than it takes to see a row', () => {
    expect(scrollTo(5001, view)).toBe(view.scrollTop);
    expect(scrollTo(4000, view)).toBe(4000 * 66);
    expect(scrollTo(5009, view)).toBe(5010 * 66 - 600);
  });
});
