import type { BrowserWindow, WebContents } from 'electron';
import type { Stance } from '../desk/host.ts';

export function stanceOf(window: BrowserWindow | null): Stance {
  if (window?.isMinimized()) return 'minimised';
  return window?.isFocused() ? 'in-front' : 'behind';
}

/** Shows a window as another one stood in its place; one that is not in front takes nobody's keys. */
export function showAs(window: BrowserWindow, stance: Stance): void {
  switch (stance) {
    case 'in-front':
      window.show();
      return;
    case 'behind':
      window.showInactive();
      return;
    case 'minimised':
      window.minimize();
      return;
  }
}

/** @returns how many milliseconds ago a key or a mouse button last went to this page; infinite: none did. */
export function watchTouches(contents: WebContents): () => number {
  let last = -Infinity;
  const touch = () => {
    last = performance.now();
  };
  // A key that is still held from before, the lock key above all, is no word from anybody at this page.
  contents.on('before-input-event', (_event, { type, isAutoRepeat }) => {
    if (type === 'keyDown' && !isAutoRepeat) touch();
  });
  contents.on('input-event', (_event, { type }) => {
    if (type === 'mouseDown' || type === 'touchStart') touch();
  });
  return () => performance.now() - last;
}
