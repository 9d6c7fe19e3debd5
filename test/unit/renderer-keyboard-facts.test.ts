import { describe, expect, it } from 'vitest';
import { readKeyboard } from '../../renderer/components/keyboard-facts.ts';

const unknown = { capsLock: false, layout: null };
const press = (key: string, code: string, more: { shiftKey?: boolean; caps?: boolean; type?: string } = {}) => ({
  key,
  code,
  shiftKey: more.shiftKey ?? false,
  type: more.type ?? 'keydown',
  getModifierState: (name: string) => name === 'CapsLock' && (more.caps ?? false),
});

describe('what the last key typed tells about the keyboard', () => {
  it('tells the Russian from the English layout by what a physical key wrote', () => {
    expect(readKeyboard(press('a', 'KeyA'), unknown).layout).toBe('latin');
    expect(readKeyboard(press('ф', 'KeyA'), unknown).layout).toBe('cyrillic');
    expect(readKeyboard(press('х', 'BracketLeft'), unknown).layout).toBe('cyrillic');
    expect(readKeyboard(press('ё', 'Backquote'), unknown).layout).toBe('cyrillic');
  });

  it('keeps the layout that is known when a digit or a control key is pressed', () => {
    const known = { capsLock: false, layout: 'cyrillic' as const };
    expect(readKeyboard(press('1', 'Digit1'), known)).toEqual(known);
    expect(readKeyboard(press('Enter', 'Enter'), known)).toEqual(known);
  });

  it('tells Caps Lock from a capital without Shift, and not from a capital with it', () => {
    expect(readKeyboard(press('A', 'KeyA'), unknown).capsLock).toBe(true);
    expect(readKeyboard(press('A', 'KeyA', { shiftKey: true }), unknown).capsLock).toBe(false);
    expect(readKeyboard(press('a', 'KeyA', { shiftKey: true }), unknown).capsLock).toBe(true);
    expect(readKeyboard(press('Ф', 'KeyA', { caps: true, shiftKey: true }), unknown).capsLock).toBe(true);
  });

  it('stops warning when Caps Lock is released', () => {
    const warned = { capsLock: true, layout: 'latin' as const };
    expect(readKeyboard(press('CapsLock', 'CapsLock', { type: 'keyup' }), warned).capsLock).toBe(false);
  });
});
