import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockTime, spokenMoment } from '../../renderer/desk/lock-time.ts';
import { noteTextTaken } from '../../renderer/desk/note-text-taken.ts';
import { commandOf } from '../../renderer/desk/shortcuts.ts';
import { throttle } from '../../renderer/desk/throttle.ts';

const key = (code: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey', boolean>> = {}) => ({
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
});

describe('keys of the desk', () => {
  it('go by the place on the keyboard, whatever letter the layout writes there', () => {
    expect(commandOf(key('F2'))).toBe('new-note');
    expect(commandOf(key('F3'))).toBe('search');
    expect(commandOf(key('Digit3', { ctrlKey: true }))).toEqual({ screen: 3 });
    expect(commandOf(key('Numpad1', { altKey: true }))).toEqual({ screen: 1 });
  });

  it('leave typing alone', () => {
    expect(commandOf(key('Digit1'))).toBeNull();
    expect(commandOf(key('KeyN', { ctrlKey: true }))).toBeNull();
    expect(commandOf(key('F10', { shiftKey: true }))).toBeNull();
    expect(commandOf(key('Digit1', { ctrlKey: true, altKey: true }))).toBeNull();
  });
});

describe('what a copy takes out of the notes', () => {
  const notes = {};
  type Page = Parameters<typeof noteTextTaken>[0];
  /** A page with notes on it; `selected` is what the document's selection reaches. */
  const page = (focused: object | null, selected: object[] = [], text = ''): Page =>
    ({
      activeElement: focused,
      querySelectorAll: () => [notes],
      getSelection: () => ({
        isCollapsed: text === '',
        containsNode: (node: object, partly: boolean) => partly && selected.includes(node),
        toString: () => text,
      }),
    }) as unknown as Page;
  const field = (inNotes: boolean) => ({
    ...{ value: 'calls back on Friday', selectionStart: 6, selectionEnd: 10 },
    closest: () => (inNotes ? notes : null),
  });

  it('is everything selected as soon as a note is in it, wherever the focus is', () => {
    expect(noteTextTaken(page({}, [notes], 'Today Notes Anna Petrova'))).toBe('Today Notes Anna Petrova');
    expect(noteTextTaken(page(null, [notes], 'Anna'))).toBe('Anna');
  });

  it('is what is selected in a field of a note, and nothing of a field elsewhere', () => {
    expect(noteTextTaken(page(field(true)))).toBe('back');
    expect(noteTextTaken(page(field(false)))).toBeNull();
  });

  it('is nothing of the rest of the screen, and nothing without a selection', () => {
    expect(noteTextTaken(page({}, [], 'Anna submitted at 10:42'))).toBeNull();
    expect(noteTextTaken(page({ ...field(true), selectionEnd: 6 }))).toBeNull();
  });
});

describe('time to the lock', () => {
  const limits = { idleSeconds: 300, countdownSeconds: 30 };

  it('runs down to nothing and warns in the last seconds', () => {
    expect(lockTime(300_000, 0, limits)).toEqual({ left: 300_000, share: 1, near: false });
    expect(lockTime(300_000, 270_000, limits)).toMatchObject({ left: 30_000, near: true });
    expect(lockTime(300_000, 400_000, limits)).toEqual({ left: 0, share: 0, near: true });
  });

  it('is not shown as known while it is not', () => {
    expect(lockTime(null, 0, limits)).toBeNull();
  });

  it('is spoken at 30 and at 10 seconds', () => {
    expect([31_000, 30_000, 11_000, 10_000, 0].map(spokenMoment)).toEqual([null, 30, 30, 10, 10]);
  });
});

describe('what is told at most once in a while', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is told at once, then rests, and the last word is never lost', () => {
    const said: number[] = [];
    const say = throttle((value: number) => said.push(value), 100);
    say(1);
    say(2);
    say(3);
    expect(said).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(said).toEqual([1, 3]);
    vi.advanceTimersByTime(500);
    say(4);
    expect(said).toEqual([1, 3, 4]);
  });
});
