import { v7 } from 'uuid';
import { blankCallCard } from '../../../shared/call-cards/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { HeldRange, SaveState, VaultCode, VaultContract } from '../../../shared/contract/vault.ts';
import { KeychainError } from '../../../shared/keychain/keychain.ts';
import { fail, ok, type Failure } from '../../../shared/result.ts';
import type { Handlers } from '../../../shared/rpc.ts';
import { createAutosave } from './autosave.ts';
import { marked, refusedMark, storedReference, tellAnswers } from './marks.ts';
import type { SealedRow } from './note-box.ts';
import { summaryOf, type Note, type NoteDocument } from './note-document.ts';
import { createNoteSet } from './note-set.ts';
import type { OpenVault } from './open-vault.ts';
import { hourOf } from './shred-keys.ts';
import { storageCode } from './storage-error.ts';
import type { VaultStorage } from './vault-storage.ts';
import type { Writer } from './vault-writer.ts';

export type Notes = {
  handlers: Handlers<VaultContract>;
  count(): number;
  /** Design, section 6. @returns how many places were masked. */
  flush(): number;
  /** The window is gone: what it had typed is kept as a pause would keep it, and the next one counts anew. */
  windowClosed(): void;
  /** Closes what has expired by now. @returns whether any note has closed since it was last asked. */
  closeExpired(): boolean;
};

/** The next revision of a note, and the row in which it is to lie. */
type Sealed = { note: Note; row: SealedRow };

const refuse = (code: VaultCode, detail?: Record<string, string>): Failure => fail(code, detail);

/** What one person may do with the own notes. Everything is committed before it is answered. */
export function createNotes(
  { storage, boxes, shredKeys, view, time, notes: stored }: OpenVault,
  deps: { clock: Clock; noteExpiry: () => number; report: (state: SaveState) => void; told: () => void },
): Notes {
  const { clock } = deps;
  const set = createNoteSet(stored);
  const closed = new Set<string>();
  let hasClosed = false;

  const commit = (work: Parameters<VaultStorage['commit']>[0]) => {
    if (storage.commit(work)) deps.told();
  };
  const sealed = (before: Note, document: NoteDocument): Sealed => {
    const after = { ...before, revision: before.revision + 1, document };
    const shredKey = shredKeys.of(hourOf(after.expiresAt));
    if (!shredKey) throw new Error('an hour whose key is not there');
    return { note: after, row: boxes.seal(after, shredKey) };
  };
  const keep = ({ note, row }: Sealed, more: (writer: Writer) => void = () => undefined): Note => {
    commit((writer) => {
      writer.update(row);
      more(writer);
    });
    set.put(note);
    return note;
  };
  const refusals = (writer: Writer, kinds: readonly HeldRange['kind'][], masked: boolean) => {
    for (const kind of new Set(kinds)) writer.event('guard.refused', { field: 'note', kind, masked }, 'refused');
  };

  /** A note that is open by the present time; one that is not never opens again in this session. */
  const alive = (id: string): Note | undefined => {
    const note = set.get(id);
    if (note && note.expiresAt <= time.now()) close(note.id);
    return set.get(id);
  };
  const close = (id: string) => {
    set.remove(id);
    closed.add(id);
    hasClosed = true;
  };
  const missing = (id: string): Failure => refuse(closed.has(id) ? 'expired' : 'not-found');
  const closeDue = () => {
    const now = time.now();
    const over = set.all().filter((note) => note.expiresAt <= now);
    for (const note of over) {
      close(note.id);
      // Says to the editor, if it is open there, that it is over.
      autosave.commit(note.id);
      autosave.forget(note.id);
    }
  };

  const autosave = createAutosave({
    note: alive,
    now: () => clock.now(),
    report: deps.report,
    seal: (note, text, masked) =>
      sealed(note, { ...note.document, text, updatedAt: clock.now(), masked: note.document.masked || masked }),
    save: (change, masked) =>
      keep(change, (writer) => {
        const kinds = (masked ?? []).map(({ kind }) => kind);
        refusals(writer, kinds, true);
      }),
    refused: (kinds) => {
      commit((writer) => {
        refusals(writer, kinds, false);
      });
    },
  });

  const attempt = <Value>(work: () => Value): Value | Failure => {
    try {
      return work();
    } catch (error) {
      return refuse(storageCode(error));
    }
  };

  const handlers: Handlers<VaultContract> = {
    'notes.list': () => {
      closeDue();
      return ok(set.list());
    },
    'notes.search': ({ query }) => {
      closeDue();
      return ok(set.search(query));
    },
    'notes.open': ({ id }) => {
      autosave.leaveAllBut(id);
      const note = autosave.commit(id);
      return note ? ok({ summary: summaryOf(note), text: note.document.text }) : missing(id);
    },
    'notes.create': async ({ template }) => {
      const card = template === null ? null : blankCallCard(template);
      if (template !== null && !card) return refuse('not-found');
      autosave.leaveAllBut(null);
      const now = clock.now();
      const expiresAt = deps.noteExpiry();
      if (expiresAt <= time.now()) return refuse('expired');
      const content = {
        text: '',
        tags: [],
        pinned: false,
        reference: '',
        masked: false,
        createdAt: now,
        updatedAt: now,
      };
      const note: Note = {
        id: v7({ msecs: now }),
        revision: 0,
        expiresAt,
        document: { ...content, card },
      };
      let shredKey: Uint8Array;
      try {
        shredKey = await shredKeys.make(hourOf(expiresAt));
      } catch (error) {
        if (error instanceof KeychainError) return refuse('keychain');
        throw error;
      }
      return attempt(() => {
        const row = boxes.seal(note, shredKey);
        commit((writer) => {
          writer.insert(row);
          writer.event('note.created', { note: note.id, expiresAt, card: card !== null });
        });
        set.put(note);
        return ok(summaryOf(note));
      });
    },
    'notes.write': ({ id, change, text, caret }) => {
      if (!alive(id)) return missing(id);
      autosave.write(id, change, text, caret);
      return ok({});
    },
    'notes.mark': (mark) => {
      const note = alive(mark.id);
      if (!note) return missing(mark.id);
      const after = marked(note.document, mark);
      if (after.card && !blankCallCard(after.card.template)) return refuse('not-found');
      return attempt(() => {
        const text = autosave.text(mark.id) ?? after.text;
        const refused = refusedMark(mark, after, text);
        const reference = storedReference(mark, after, text);
        if (refused) {
          // A beginning of the number that was stored before it was whole goes with the refusal.
          keep(sealed(note, { ...note.document, reference }), (writer) => {
            writer.event('guard.refused', { ...refused, masked: false }, 'refused');
          });
          return refuse('card-data', { field: refused.field });
        }
        const saved = keep(sealed(note, { ...after, reference }), (writer) => {
          tellAnswers(writer, mark.id, note.document.card, after.card);
        });
        // The other half of what is held in the text may be gone.
        autosave.commit(mark.id);
        return ok(summaryOf(saved));
      });
    },
    'notes.delete': ({ id }) => {
      if (!alive(id)) return missing(id);
      return attempt(() => {
        commit((writer) => {
          writer.remove(id);
          writer.event('note.deleted', { note: id });
        });
        set.remove(id);
        autosave.forget(id);
        storage.forgetPages();
        return ok({});
      });
    },
    'view.load': () => ok(view.load()),
    'view.save': (place) => {
      view.save(place);
      return ok({});
    },
  };
  return {
    handlers,
    count: () => set.all().length,
    flush: () => {
      const maskedIn = autosave.flush();
      view.flush(maskedIn);
      return [...maskedIn.values()].reduce((sum, { places }) => sum + places, 0);
    },
    windowClosed: autosave.restart,
    closeExpired: () => {
      closeDue();
      const changed = hasClosed;
      hasClosed = false;
      return changed;
    },
  };
}
