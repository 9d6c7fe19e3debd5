/** What one key does anywhere on the desk. */
export type Command =
  'help' | 'new-note' | 'search' | 'call-card' | 'drawer' | 'on-call' | 'break' | 'lock' | { screen: number };

type Key = { code: string; ctrlKey: boolean; altKey: boolean; metaKey: boolean; shiftKey: boolean };

/** Function keys work in the middle of typing and in every keyboard layout. */
const single: Record<string, Command> = {
  F1: 'help',
  F2: 'new-note',
  F3: 'search',
  F4: 'call-card',
  F6: 'drawer',
  F8: 'on-call',
  F9: 'break',
  F10: 'lock',
};

/**
 * The command of a key, by its place on the keyboard (`code`), so that ЙЦУКЕН and QWERTY do the same (design,
 * section 4); null: the key belongs to whatever has the focus. Screens: Ctrl, Alt or ⌘ with a digit.
 */
export function commandOf(key: Key): Command | null {
  const modifiers = [key.ctrlKey, key.altKey, key.metaKey].filter(Boolean).length;
  if (modifiers === 0 && !key.shiftKey) return single[key.code] ?? null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(key.code)?.[1];
  return modifiers === 1 && !key.shiftKey && digit !== undefined ? { screen: Number(digit) } : null;
}
