import { viewState, type ViewState } from '../../../shared/contract/vault.ts';
import { keptAtMost, storable } from '../../../shared/guard/index.ts';
import { readAs } from '../../../shared/read-as.ts';
import { fields } from '../crypto/bytes.ts';
import { deriveKey } from '../crypto/derive-key.ts';
import { open, seal } from '../crypto/sealed-box.ts';
import type { Masked } from './autosave.ts';
import { padded, unpadded } from './note-box.ts';
import type { VaultStorage } from './vault-storage.ts';

export type View = {
  load(): ViewState | null;
  /** Remembered at once, written soon: where somebody was is not worth a write for each move of the caret. */
  save(view: ViewState): void;
  /** Writes it now. The caret follows masks that were set in its note. */
  flush(maskedIn: ReadonlyMap<string, Masked>): void;
};

const delay = 1_000;

/** Where the person was, encrypted like a note, for the way back after a lock. */
export function createView(storage: VaultStorage, userKey: Uint8Array, vault: string): View {
  const key = deriveKey(userKey, 'vault/view');
  const aad = fields('vault/view', vault);
  let current = read(storage.view(), key, aad);
  let timer: NodeJS.Timeout | null = null;
  const write = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!current) return;
    const box = seal(key, padded(JSON.stringify(current)), aad);
    try {
      storage.commit((writer) => {
        writer.keepView(box);
      });
    } catch {
      // A place on a screen is not worth a warning: the notes themselves say that the disk is full.
    }
  };
  return {
    load: () => current,
    save: (view) => {
      // What was searched for is free text like any other, and nobody says when its field is left.
      const { text } = storable(view.query, view.query.length, { shown: keptAtMost });
      current = text === view.query ? view : { ...view, query: '' };
      timer ??= setTimeout(write, delay).unref();
    },
    flush: (maskedIn) => {
      const masked = current?.note ? maskedIn.get(current.note) : undefined;
      if (current?.caret && masked) {
        const { from, to } = current.caret;
        current = { ...current, caret: { from: masked.follow(from), to: masked.follow(to) } };
      } else if (!timer) return;
      write();
    },
  };
}

function read(box: Uint8Array | null, key: Uint8Array, aad: Uint8Array): ViewState | null {
  const plain = box && open(key, box, aad);
  if (!plain) return null;
  const view = readAs(viewState, JSON.parse(unpadded(plain)));
  return view.success ? view.data : null;
}
