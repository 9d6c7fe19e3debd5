import type { SaveState } from '../../../shared/contract/vault.ts';
import { judgeText, maskText } from './guard-note.ts';
import type { HeldRange } from '../../../shared/contract/vault.ts';
import type { Note } from './note-document.ts';
import { storageCode } from './storage-error.ts';

/** A change that is not, or not wholly, committed. */
type Pending = { change: number; text: string; caret: number | null; failed: boolean };

export type AutosaveDeps = {
  note(id: string): Note | undefined;
  /** Commits a new text with the card-data events of what was refused. Throws what the disk says. */
  save(note: Note, text: string, masked: readonly HeldRange[]): Note;
  /** Card data of a kind that is met for the first time in this hold. Throws what the disk says. */
  refused(kinds: HeldRange['kind'][]): void;
  report(state: SaveState): void;
  /** Wall time of a save. */
  now(): number;
};

/** Commits follow a change after this many milliseconds at most; nothing older than 300 ms is lost (section 5). */
const delay = 120;
/** How often a change that the disk did not take is tried again. */
const retryDelay = 1_000;

/**
 * Takes every change of a text as it is typed and commits it soon after, at most eight times a second. What the guard
 * refuses is held: the last good state stays. What the disk refuses is tried again.
 */
export function createAutosave(deps: AutosaveDeps) {
  const pending = new Map<string, Pending>();
  const lastChange = new Map<string, number>();
  /** Card data of the present hold of each note, so that one hold is one event and not one for each key. */
  const holds = new Map<string, Set<string>>();
  let timer: NodeJS.Timeout | null = null;
  const schedule = (milliseconds: number) => {
    timer ??= setTimeout(() => {
      timer = null;
      commitAll();
    }, milliseconds).unref();
  };

  const commit = (id: string): void => {
    const waiting = pending.get(id);
    if (!waiting) return;
    const note = deps.note(id);
    const { change, text, caret } = waiting;
    if (!note) {
      pending.delete(id);
      deps.report({ state: 'failed', id, change, code: 'expired' });
      return;
    }
    try {
      const verdict = judgeText(text, marksOf(note), caret);
      if (verdict.state === 'wait') return;
      if (verdict.state === 'hold') {
        deps.report({ state: 'held', id, change, ranges: verdict.ranges });
        tellHold(id, text, verdict.ranges);
        return;
      }
      holds.delete(id);
      const saved = verdict.text === note.document.text ? note : deps.save(note, verdict.text, []);
      waiting.failed = false;
      if (!verdict.whole) return;
      pending.delete(id);
      deps.report({ state: 'saved', id, change, revision: saved.revision, at: deps.now() });
    } catch (error) {
      waiting.failed = true;
      deps.report({ state: 'failed', id, change, code: storageCode(error) });
      schedule(retryDelay);
    }
  };

  const tellHold = (id: string, text: string, ranges: readonly HeldRange[]) => {
    const known = holds.get(id) ?? new Set();
    const content = ({ from, to, kind }: HeldRange) => `${kind} ${text.slice(from, to).replace(/[^\p{L}\p{N}]/gu, '')}`;
    const fresh = ranges.filter((range) => !known.has(content(range)));
    if (fresh.length > 0) deps.refused([...new Set(fresh.map(({ kind }) => kind))]);
    // Only what is held now: a number taken out and written again is a new hold.
    holds.set(id, new Set(ranges.map(content)));
  };

  const commitAll = () => {
    for (const id of [...pending.keys()]) commit(id);
  };

  return {
    /** A change of a text; an older one than the last is ignored. */
    write: (id: string, change: number, text: string, caret: number | null) => {
      if (change <= (lastChange.get(id) ?? 0)) return;
      lastChange.set(id, change);
      pending.set(id, { change, text, caret, failed: false });
      schedule(delay);
    },
    /** The text as it was last typed, whether it is stored or not. */
    text: (id: string): string | undefined => pending.get(id)?.text,
    /** The caret is in this note now, or in none: runs of digits elsewhere have ended. */
    leaveAllBut: (id: string | null) => {
      for (const [other, waiting] of pending) {
        if (other === id) continue;
        waiting.caret = null;
        commit(other);
      }
    },
    commit,
    forget: (id: string) => {
      pending.delete(id);
      holds.delete(id);
      lastChange.delete(id);
    },
    /** Another window begins to count its changes anew. */
    restart: () => {
      lastChange.clear();
    },
    /**
     * Commits everything, with "••••" in place of what the guard refuses.
     * @returns the places that were masked, by note
     */
    flush: (): Map<string, HeldRange[]> => {
      const maskedIn = new Map<string, HeldRange[]>();
      for (const [id, { text }] of pending) {
        const note = deps.note(id);
        if (!note) continue;
        const { text: clean, masked } = maskText(text, marksOf(note));
        try {
          if (clean !== note.document.text) deps.save(note, clean, masked);
          if (masked.length > 0) maskedIn.set(id, masked);
          pending.delete(id);
        } catch {
          // The disk has not taken it, and there is nobody left to tell: the last good state stays.
        }
      }
      return maskedIn;
    },
  };
}

/** The fields beside the text that a number can be split over. */
const marksOf = ({ document }: Note): string[] => [document.reference, ...document.tags];
