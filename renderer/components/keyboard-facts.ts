export type KeyboardFacts = { capsLock: boolean; layout: 'latin' | 'cyrillic' | null };

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'type' | 'getModifierState'>;

/**
 * What the last key tells about the keyboard: its physical place (`code`) against what it wrote (`key`). A letter's
 * case against Shift tells Caps Lock; a key that writes no letter leaves the layout as it was known.
 */
export function readKeyboard(event: Pressed, before: KeyboardFacts): KeyboardFacts {
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  const typed = event.type === 'keydown' && letter && event.code !== '';
  if (!typed) return { ...before, capsLock: event.getModifierState('CapsLock') };
  const upper = event.key === event.key.toUpperCase();
  return {
    capsLock: event.getModifierState('CapsLock') || upper !== event.shiftKey,
    layout: /\p{Script=Cyrillic}/u.test(event.key) ? 'cyrillic' : 'latin',
  };
}
