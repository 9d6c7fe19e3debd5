import type { Host } from '../host.ts';

export type ClipboardWatch = {
  /** A desk is open: what lies on a clipboard from now on may be a note's. */
  begin(): void;
  /** Text of a note was copied under this mark. @returns false when settings forbid it: it is gone already. */
  copied(mark: string): boolean;
  /** Text was selected; on X11 that is the PRIMARY clipboard. */
  selected(): void;
  /** Lock, sign-out, quit: what was copied here is gone. */
  clear(): Promise<void>;
};

/** Design, section 5: a copy lives this long. */
const life = 30_000;
/** By then, in milliseconds, what a page selected last has come through Chromium, although the page has ended. */
const late = 300;

export function createClipboardWatch(clipboard: Host['clipboard'], copying: () => boolean): ClipboardWatch {
  let isOpen = false;
  let cleared = Promise.resolve();
  let mark: string | null = null;
  let copyTimer: ReturnType<typeof setTimeout> | undefined;
  let selectionTimer: ReturnType<typeof setTimeout> | undefined;

  const clearCopy = async () => {
    clearTimeout(copyTimer);
    const ours = mark;
    mark = null;
    // Somebody may have copied something else since: that is not ours to clear.
    if (ours !== null && (await clipboard.holds(ours))) clipboard.clear();
  };
  const clearSelection = () => {
    clearTimeout(selectionTimer);
    // PRIMARY carries no mark and its text is not ours to read: a selection made elsewhere since goes with it.
    clipboard.clearSelection();
  };
  return {
    begin: () => {
      isOpen = true;
    },
    copied: (made) => {
      clearTimeout(copyTimer);
      mark = made;
      if (!copying()) {
        void clearCopy();
        return false;
      }
      copyTimer = setTimeout(() => void clearCopy(), life);
      return true;
    },
    selected: () => {
      clearTimeout(selectionTimer);
      if (copying()) selectionTimer = setTimeout(clearSelection, life);
      else clearSelection();
    },
    clear: () => {
      if (isOpen) {
        isOpen = false;
        // Whatever the page has said: X11 has a selection before main hears of it.
        clearSelection();
        selectionTimer = setTimeout(clearSelection, late);
        cleared = clearCopy();
      }
      return cleared;
    },
  };
}
