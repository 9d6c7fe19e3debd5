import type { NoteSummary, SaveState, ViewState } from '../../shared/contract/vault.ts';
import { noteTextLimit, type VaultContract } from '../../shared/contract/vault.ts';
import { growingRun } from '../../shared/guard/index.ts';
import { fail, type Failure } from '../../shared/result.ts';
import type { Client, RequestOf } from '../../shared/rpc.ts';
import { throttle } from '../desk/throttle.ts';
import { moveRanges } from './marks.ts';
import { titleOf, withNote } from './note-order.ts';
import { changed, reported, type SaveStatus } from './save-status.ts';

export type OpenNote = {
  summary: NoteSummary;
  text: string;
  status: SaveStatus;
  /** Longer than a note may be: shown, not sent. */
  tooLong: boolean;
  /** Where the caret and the view begin when the editor shows it. */
  begin: { caret: ViewState['caret']; scroll: number };
};

/** Everything of the notes that screens draw. `turn` grows whenever `focus` asks for the focus anew. */
export type NotesState = {
  phase: 'off' | 'opening' | 'ready' | 'failed';
  failure: Failure | null;
  notes: NoteSummary[];
  query: string;
  hits: string[] | null;
  searching: boolean;
  open: OpenNote | null;
  openFailure: Failure | null;
  /** A mark (tag, reference, call card) that the vault refused. */
  markFailure: Failure | null;
  focus: { target: 'search' | 'editor'; turn: number } | null;
};

export type NotesStore = ReturnType<typeof createNotesStore>;
type Mark = Omit<RequestOf<VaultContract, 'notes.mark'>, 'id'>;

const nothing: NotesState = {
  phase: 'off',
  failure: null,
  notes: [],
  query: '',
  hits: null,
  searching: false,
  open: null,
  openFailure: null,
  markFailure: null,
  focus: null,
};
/** How often a vault that has closed is asked for again, in milliseconds; what a disk refuses it tries again itself. */
const retryEvery = 3000;

/**
 * The notes of this window between the vault and the screens. Every change of the text goes to the vault as it is
 * typed; texts that are not stored (card data, a full disk) are kept here, so that looking at another note or another
 * screen loses nothing. Nothing of this outlives the window.
 */
export function createNotesStore(openVault: () => Promise<Client<VaultContract>>) {
  let state = nothing;
  let vault: Client<VaultContract> | null = null;
  let connecting = false;
  let lastChange = 0;
  let sentCaret: number | null = null;
  let screen: ViewState['screen'] = 'notes';
  let caret: ViewState['caret'] = null;
  let scroll = 0;
  /** While the person is brought back to where the lock found them, and the note that they have asked for meanwhile. */
  let arriving = false;
  let wished: 'call' | null | undefined;
  const unsaved = new Map<string, OpenNote>();
  const readers = new Set<() => void>();

  const set = (part: Partial<NotesState>) => {
    state = { ...state, ...part };
    for (const reader of readers) reader();
  };
  const client = (): Client<VaultContract> => vault ?? closedClient;

  // A frame apart: the vault only remembers it, and a lock that comes now must find the caret where it is.
  const saveView = throttle(() => {
    if (!vault || arriving) return;
    const { open, query } = state;
    void vault.call('view.save', { screen, note: open?.summary.id ?? null, caret, scroll, query: query.slice(0, 200) });
  }, 16);

  const receive = (report: SaveState) => {
    const kept = unsaved.get(report.id);
    const open = state.open?.summary.id === report.id ? state.open : null;
    if (open) {
      const status = reported(open.status, report, lastChange);
      set({ open: { ...open, status } });
    } else if (kept) {
      const status = reported(kept.status, report, kept.status.state === 'untouched' ? 0 : kept.status.change);
      if (status.state === 'saved') unsaved.delete(report.id);
      else unsaved.set(report.id, { ...kept, status });
    }
    if (report.state !== 'saved') return;
    set({
      notes: state.notes.map((note) =>
        note.id === report.id ? { ...note, revision: report.revision, updatedAt: report.at } : note,
      ),
    });
  };

  const relist = async () => {
    const list = await client().call('notes.list', {});
    if (!list.ok) return list;
    set({ notes: list.value });
    const open = state.open;
    const known = open && list.value.find((note) => note.id === open.summary.id);
    if (open && known) set({ open: { ...open, summary: known } });
    if (state.query) await search(state.query);
    return list;
  };

  const connect = async () => {
    if (connecting) return;
    connecting = true;
    // A vault asked for again behind an open note leaves the editor, and the text in it, where they are.
    const again = state.phase === 'ready';
    if (!again) set({ phase: 'opening', failure: null });
    const next = await openVault();
    vault = next;
    next.on('save-state', receive);
    next.on('notes-changed', () => void relist());
    const list = await relist();
    connecting = false;
    if (!list.ok) {
      vault = null;
      if (!again) set({ phase: 'failed', failure: list });
      return;
    }
    set({ phase: 'ready' });
    const { open } = state;
    if (open && open.status.state !== 'saved' && open.status.state !== 'untouched')
      send(open.text, caret?.from ?? null);
  };

  /** Takes the open note off the screen; what is not stored of it stays in this window. */
  const putAside = () => {
    const { open } = state;
    if (!open) return;
    const stored = open.status.state === 'saved' || open.status.state === 'untouched';
    if (!stored || open.tooLong) unsaved.set(open.summary.id, open);
  };

  /** The caret is nowhere in the text any more: what autosave left out around it has ended. */
  const leaveText = () => {
    const { open } = state;
    if (open && !open.tooLong && sentCaret !== null && growingRun(open.text, sentCaret)) send(open.text, null);
  };

  const open = async (id: string, begin: OpenNote['begin'] = { caret: null, scroll: 0 }) => {
    leaveText();
    const answer = await client().call('notes.open', { id });
    // Somebody who asked twice for this note may have begun to type in it: what is on the screen is newer.
    if (answer.ok && state.open?.summary.id === id) {
      focus('editor');
      return;
    }
    // Only now: what was typed while the vault was asked belongs to the note that is being left.
    putAside();
    if (!answer.ok) {
      set({ open: null, openFailure: answer, markFailure: null });
      return;
    }
    const kept = unsaved.get(id);
    caret = begin.caret;
    scroll = begin.scroll;
    sentCaret = null;
    const fresh: OpenNote = { ...answer.value, status: { state: 'untouched' }, tooLong: false, begin };
    const shown = kept ? { ...kept, summary: answer.value.summary, begin } : fresh;
    unsaved.delete(id);
    set({ open: shown, openFailure: null, markFailure: null, notes: withNote(state.notes, answer.value.summary) });
    if (kept && !kept.tooLong) send(kept.text, begin.caret?.from ?? null);
    focus('editor');
    saveView();
  };

  const send = (text: string, at: number | null) => {
    const { open } = state;
    if (!open) return;
    const change = ++lastChange;
    sentCaret = at;
    const id = open.summary.id;
    void client()
      .call('notes.write', { id, change, text, caret: at })
      .then((answer) => {
        if (answer.ok) return;
        if (answer.code === 'closed') vault = null;
        const now = state.open;
        if (now?.summary.id === id)
          set({ open: { ...now, status: { state: 'failed', change, code: failedCode(answer) } } });
      });
    const ranges = open.status.state === 'held' ? moveRanges(open.status.ranges, open.text, text) : [];
    set({ open: { ...open, text, tooLong: false, status: changed(open.status, change, ranges) } });
  };

  const search = async (query: string) => {
    set({ query, searching: query.trim() !== '', ...(query.trim() === '' ? { hits: null } : {}) });
    saveView();
    if (query.trim() === '') return;
    const hits = await client().call('notes.search', { query: query.slice(0, 200) });
    if (state.query !== query) return;
    set({ searching: false, hits: hits.ok ? hits.value : [] });
  };

  const focus = (target: 'search' | 'editor') => {
    set({ focus: { target, turn: (state.focus?.turn ?? 0) + 1 } });
  };

  const isReady = () => state.phase === 'ready';

  const restore = async (view: ViewState) => {
    if (view.query) await search(view.query);
    if (view.note && wished === undefined && state.notes.some((note) => note.id === view.note))
      await open(view.note, { caret: view.caret, scroll: view.scroll });
  };

  const create = async (template: 'call' | null) => {
    leaveText();
    const created = await client().call('notes.create', { template });
    if (!created.ok) {
      putAside();
      set({ open: null, openFailure: created });
      return;
    }
    if (state.query) await search('');
    set({ notes: withNote(state.notes, created.value) });
    await open(created.value.id);
  };

  setInterval(() => {
    if (!vault && isReady()) void connect();
  }, retryEvery);

  return {
    subscribe: (reader: () => void) => {
      readers.add(reader);
      return () => {
        readers.delete(reader);
      };
    },
    state: () => state,
    connect,
    /** The vault's port is gone (a rule keeps the notes closed): nothing readable stays on the screen. */
    disconnect: () => {
      putAside();
      vault?.close();
      vault = null;
      set({ ...nothing, query: state.query });
    },
    /**
     * Connects, and brings the person back to where the lock found them. A note that is asked for meanwhile comes in
     * place of the one that was open: its key is not lost.
     * @param onView hears where that was; null: nothing is known, or nothing can be read
     */
    arrive: async (onView: (view: ViewState | null) => void) => {
      arriving = true;
      wished = undefined;
      await connect();
      if (isReady()) {
        const view = await client().call('view.load', {});
        onView(view.ok ? view.value : null);
        if (view.ok && view.value) await restore(view.value);
      }
      arriving = false;
      if (wished !== undefined && isReady()) await create(wished);
    },
    open,
    leaveText,
    /** A new note, or a call card; nothing where notes are closed. */
    create: async (template: 'call' | null) => {
      if (arriving) wished = template;
      else if (isReady()) await create(template);
    },
    write: (text: string, at: number) => {
      const { open } = state;
      if (!open) return;
      if (text.length > noteTextLimit) {
        set({ open: { ...open, text, tooLong: true } });
        return;
      }
      const title = titleOf(text);
      set({ notes: state.notes.map((note) => (note.id === open.summary.id ? { ...note, title } : note)) });
      send(text, at);
    },
    /** The caret moved without a change: a run of digits that autosave left out may have ended by it. */
    moveCaret: (place: ViewState['caret'], top: number) => {
      caret = place;
      scroll = Math.max(0, Math.round(top));
      saveView();
      const { open } = state;
      const at = place?.from ?? null;
      if (!open || open.tooLong || sentCaret === null || at === sentCaret) return;
      if (growingRun(open.text, sentCaret)) send(open.text, at);
    },
    /** @param id the note; the open one where it is not said */
    mark: async (mark: Mark, id = state.open?.summary.id): Promise<boolean> => {
      if (id === undefined) return false;
      const answer = await client().call('notes.mark', { id, ...mark });
      if (!answer.ok) {
        set({ markFailure: answer });
        return false;
      }
      const { open } = state;
      set({
        markFailure: null,
        notes: withNote(state.notes, { ...answer.value, title: titleIn(state, id, answer.value) }),
      });
      if (open?.summary.id === id) set({ open: { ...open, summary: answer.value } });
      return true;
    },
    remove: async (id: string): Promise<boolean> => {
      const answer = await client().call('notes.delete', { id });
      if (!answer.ok) {
        set({ markFailure: answer });
        return false;
      }
      unsaved.delete(id);
      const hits = state.hits?.filter((hit) => hit !== id) ?? null;
      const open = state.open?.summary.id === id ? null : state.open;
      set({ notes: state.notes.filter((note) => note.id !== id), hits, open, markFailure: null });
      saveView();
      return true;
    },
    search,
    focus,
    /** Which screen the person looks at, for the way back after a lock. */
    setScreen: (name: ViewState['screen']) => {
      screen = name;
      saveView();
    },
    forgetMarkFailure: () => {
      set({ markFailure: null });
    },
  };
}

const titleIn = (state: NotesState, id: string, fresh: NoteSummary): string =>
  state.notes.find((note) => note.id === id)?.title ?? fresh.title;

const codes = ['disk-full', 'read-only', 'storage', 'keychain', 'expired', 'closed'] as const;
const failedCode = (failure: Failure) => codes.find((code) => code === failure.code) ?? 'storage';

const closedClient: Client<VaultContract> = {
  call: () => Promise.resolve(fail('closed')),
  on: () => () => {},
  close: () => {},
};
