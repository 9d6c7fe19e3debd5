import { useEffect } from 'react';
import { deskClient } from '../bridge/desk.ts';
import { throttle } from './throttle.ts';

/** Told to main at most once a second; it counts only where the system's idle time is broken (design, section 6). */
const every = 1000;

export function useTouched(): void {
  useEffect(() => {
    const touched = throttle(() => void deskClient.call('touched', {}), every);
    const selected = throttle(() => void deskClient.call('selected', {}), every);
    const onTouch = (event: Event) => {
      // A script's event is nobody's presence.
      if (event.isTrusted) touched();
    };
    const onSelection = () => {
      // X11's PRIMARY selection is a clipboard (design, section 5).
      if (hasSelection()) selected();
    };
    const touches = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const name of touches) window.addEventListener(name, onTouch, { capture: true, passive: true });
    document.addEventListener('selectionchange', onSelection);
    return () => {
      for (const name of touches) window.removeEventListener(name, onTouch, { capture: true });
      document.removeEventListener('selectionchange', onSelection);
    };
  }, []);
}

function hasSelection(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === 'text'))
    return field.selectionStart !== field.selectionEnd;
  return document.getSelection()?.isCollapsed === false;
}
