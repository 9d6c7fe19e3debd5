import type { HeldRange, SaveState } from '../../../shared/contract/vault.ts';
import { growingRun, keptAtMost, storable, type Storable } from '../../../shared/guard/index.ts';
import type { Note } from './note-document.ts';
import { storageCode } from './storage-error.ts';

/**
 * A change that is not, or not wholly, committed. `judged` is what the guard said of it when that was tried, null before.
 * `ready` is what could be done for it meanwhile.
 */
type Pending<Sealed> = {
  change: number;
  text: string;
  caret: number | null;
  judged: Storable | null;
  ready: Ready<Sealed> | null;
  failed: boolean;
};

/** A change of this note, for a caret at this place, as it is to be committed. `sealed` null: nothing new is to be stored. */
type Ready<Sealed> = { note: Note; caret: number | null; judged: Storable; sealed: Sealed | null };

/** What a lock has left out of a note. */
export type Masked = Pick<Storable, 'follow'> & { places: number };

/** `Sealed`: a note with a new text, encrypted, of which nothing is written yet. */
export type AutosaveDeps<Sealed> = {
  note(id: string): Note | undefined;
  seal(note: Note, text: string, masked: boolean): Sealed;
  /**
   * Commits it. Throws what the disk says.
   * @param masked null as a rule; at a lock that leaves something out, what of it the guard refuses
   */
  save(sealed: Sealed, masked: readonly HeldRange[] | null): Note;
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
 * Takes every change of a text as it is typed and commits it soon after, at most eight times a second, with "••••" in
 * place of what the guard refuses or what may still become a card number. What the disk refuses is tried again. While
 * further keys are waited for, what has come is looked at and sealed: at the end of that, or when a lock comes before it,
 * nothing but the disk's part is left.
 */
export function createAutosave<Sealed>(deps: AutosaveDeps<Sealed>) {
  const pending = new Map<string, Pending<Sealed>>();
  const lastChange = new Map<string, number>();
  /** Card data of the present hold of each note, so that one hold is one event and not one for each key. */
  const holds = new Map<string, Set<string>>();
  let timer: NodeJS.Timeout | null = null;
  let due = Infinity;
  const schedule = (milliseconds: number) => {
    const wanted = performance.now() + milliseconds;
    // What the disk has refused is tried again later than what has just been typed.
    if (wanted >= due) return;
    if (timer) clearTimeout(timer);
    due = wanted;
    timer = setTimeout(() => {
      timer = null;
      due = Infinity;
      commitAll();
    }, milliseconds).unref();
  };

  /** @returns null where this text is stored already. */
  const sealedWith = (note: Note, text: string): Sealed | null =>
    text === note.document.text ? null : deps.seal(note, text, false);
  const readyFor = (waiting: Pending<Sealed>, note: Note): Ready<Sealed> => {
    const { text, caret, ready } = waiting;
    if (ready?.note === note && ready.caret === caret) return ready;
    const judged = storable(text, caret, { beside: marksOf(note) });
    const sealed = sealedWith(note, judged.text);
    return (waiting.ready = { note, caret, judged, sealed });
  };
  /** What was sealed is tried once: of a try that failed somebody may have seen it lie there. */
  const taken = (waiting: Pending<Sealed>, note: Note): Ready<Sealed> => {
    const ready = readyFor(waiting, note);
    waiting.ready = null;
    return ready;
  };
  let preparing: NodeJS.Immediate | null = null;
  const prepareAll = () => {
    preparing = null;
    for (const [id, waiting] of pending) {
      const note = waiting.judged ? undefined : deps.note(id);
      try {
        if (note) readyFor(waiting, note);
      } catch {
        // Whoever commits it meets this again, and says it.
      }
    }
  };

  const commit = (id: string): Note | undefined => {
    const waiting = pending.get(id);
    const note = deps.note(id);
    if (!waiting) return note;
    const { change, text } = waiting;
    if (!note) {
      pending.delete(id);
      deps.report({ state: 'failed', id, change, code: 'expired' });
      return undefined;
    }
    try {
      const { judged, sealed } = taken(waiting, note);
      waiting.judged = judged;
      const saved = sealed ? deps.save(sealed, null) : note;
      if (judged.held.length > 0) {
        deps.report({ state: 'held', id, change, ranges: judged.held });
        tellHold(id, text, judged.held);
      } else holds.delete(id);
      waiting.failed = false;
      if (judged.held.length > 0 || judged.grows) return saved;
      pending.delete(id);
      deps.report({ state: 'saved', id, change, revision: saved.revision, at: deps.now() });
      return saved;
    } catch (error) {
      waiting.failed = true;
      deps.report({ state: 'failed', id, change, code: storageCode(error) });
      schedule(retryDelay);
      return deps.note(id);
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
    for (const [id, { judged, failed }] of [...pending]) if (!judged || failed) commit(id);
  };

  /** Nobody types on: what the guard does not refuse is kept whole, but for a run that lacks only a few digits. */
  const keepWhole = (id: string, note: Note, waiting: Pending<Sealed>): Storable | null => {
    const { text, caret } = waiting;
    waiting.judged ??= readyFor(waiting, note).judged;
    const { ready } = waiting;
    waiting.ready = null;
    if (waiting.judged.held.length > 0 || growingRun(text, caret, keptAtMost)) return waiting.judged;
    const isReady = ready?.note === note && ready.judged.text === text;
    const sealed = isReady ? ready.sealed : sealedWith(note, text);
    if (sealed) deps.save(sealed, null);
    pending.delete(id);
    return null;
  };

  return {
    /** A change of a text; an older one than the last is ignored. */
    write: (id: string, change: number, text: string, caret: number | null) => {
      if (change <= (lastChange.get(id) ?? 0)) return;
      lastChange.set(id, change);
      pending.set(id, { change, text, caret, judged: null, ready: null, failed: false });
      schedule(delay);
      preparing ??= setImmediate(prepareAll);
    },
    /** The text as it was last typed, whether it is stored or not. */
    text: (id: string): string | undefined => pending.get(id)?.text,
    /** The caret is in this note now, or in none: runs of digits elsewhere have ended. */
    leaveAllBut: (id: string | null) => {
      for (const [other, waiting] of [...pending]) {
        if (other === id) continue;
        waiting.caret = null;
        commit(other);
      }
    },
    /** @returns the note as it is then, if it is open. */
    commit,
    forget: (id: string) => {
      pending.delete(id);
      holds.delete(id);
      lastChange.delete(id);
    },
    /** The window is gone, which is no word about where the caret went; another one counts its changes anew. */
    restart: () => {
      commitAll();
      for (const [id, waiting] of [...pending]) {
        const note = deps.note(id);
        try {
          if (note && !waiting.failed) keepWhole(id, note, waiting);
        } catch {
          waiting.failed = true;
          schedule(retryDelay);
        }
      }
      lastChange.clear();
    },
    /**
     * Commits everything, with "••••" in place of what the guard refuses and of a long run that was still growing.
     * @returns what was masked, by note
     */
    flush: (): Map<string, Masked> => {
      const maskedIn = new Map<string, Masked>();
      // What is judged is quickly kept: should the time run out, it is not behind what still has to be looked at.
      const isNew = ({ judged, ready }: Pending<Sealed>) => Number(!judged && !ready);
      const inOrder = [...pending].sort(([, one], [, other]) => isNew(one) - isNew(other));
      for (const [id, waiting] of inOrder) {
        const note = deps.note(id);
        if (!note) continue;
        try {
          const judged = keepWhole(id, note, waiting);
          if (!judged) continue;
          deps.save(deps.seal(note, judged.text, true), judged.held);
          pending.delete(id);
          maskedIn.set(id, { places: judged.held.length + Number(judged.grows), follow: judged.follow });
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
