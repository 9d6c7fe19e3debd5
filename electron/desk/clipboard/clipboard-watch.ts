import type { Host } from '../host.ts';

export type ClipboardWatch = {
  /** Text of a note was copied under this mark. @returns false when settings forbid it: it is gone already. */
  copied(mark: string): boolean;
  /** Text was selected; on X11 that is the PRIMARY clipboard. */
  selected(): void;
  /** Lock, sign-out, quit: what was copied here is gone. */
  clear(): Promise<void>;
};

/** Design, section 5: a copy lives this long. */
const life = 30_000;

export function createClipboardWatch(clipboard: Host['clipboard'], copying: () => boolean): ClipboardWatch {
  let mark: string | null = null;
  let hasSelection = false;
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
    if (!hasSelection) return;
    hasSelection = false;
    // PRIMARY carries no mark and its text is not ours to read: a selection made elsewhere since goes with it.
    clipboard.clearSelection();
  };
  return {
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
      hasSelection = true;
      if (copying()) selectionTimer = setTimeout(clearSelection, life);
      else clearSelection();
    },
    clear: async () => {
      clearSelection();
      await clearCopy();
    },
  };
}
