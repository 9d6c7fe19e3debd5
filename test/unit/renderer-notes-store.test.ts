import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNotesStore } from '../../renderer/notes/notes-store.ts';
import type { NoteSummary, SaveState, VaultContract, ViewState } from '../../shared/contract/vault.ts';
import { noteTextLimit } from '../../shared/contract/vault.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Client } from '../../shared/rpc.ts';

const first = '0190f000-0000-7000-8000-000000000001';
const second = '0190f000-0000-7000-8000-000000000002';

function summary(id: string): NoteSummary {
  const marks = { title: '', excerpt: '', tags: [], pinned: false, reference: '', card: null, masked: false };
  return { id, ...marks, revision: 0, createdAt: 0, updatedAt: 0, expiresAt: 1e15 };
}

/** A vault that keeps what it is asked and announces what the test lets it announce. */
function fakeVault(texts: Record<string, string>) {
  const asked: { name: string; body: Record<string, unknown> }[] = [];
  const refuse = new Map<string, string>();
  let announce: (state: SaveState) => void = () => {};
  const kept: { view: ViewState | null } = { view: null };
  const reply = (name: string, body: Record<string, unknown>): unknown => {
    if (name === 'notes.list') return Object.keys(texts).map(summary);
    if (name === 'notes.open') return { summary: summary(String(body.id)), text: texts[String(body.id)] ?? '' };
    if (name === 'view.load') return kept.view;
    if (name === 'notes.create') return summary(second);
    if (name === 'notes.search') return [second];
    if (name === 'notes.mark') return summary(String(body.id));
    return {};
  };
  const client = {
    call: (name: string, body: Record<string, unknown>) => {
      asked.push({ name, body });
      const code = refuse.get(name);
      return Promise.resolve(code === undefined ? ok(reply(name, body)) : fail(code));
    },
    on: (name: string, listener: (state: SaveState) => void) => {
      if (name === 'save-state') announce = listener;
      return () => {};
    },
    close: () => {},
  } as unknown as Client<VaultContract>;
  return {
    client,
    kept,
    refuse,
    of: (name: string) => asked.filter((each) => each.name === name).map((each) => each.body),
    announce: (state: SaveState) => {
      announce(state);
    },
  };
}

async function opened(texts: Record<string, string> = { [first]: 'one', [second]: 'two' }) {
  const vault = fakeVault(texts);
  const store = createNotesStore(() => Promise.resolve(vault.client));
  await store.connect();
  await store.open(first);
  return { store, vault, status: () => store.state().open?.status };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('typing in a note', () => {
  it('sends the whole text and the caret at each change, counted upwards', async () => {
    const { store, vault } = await opened();
    store.write('one!', 4);
    store.write('one!!', 5);
    expect(vault.of('notes.write')).toEqual([
      { id: first, change: 1, text: 'one!', caret: 4 },
      { id: first, change: 2, text: 'one!!', caret: 5 },
    ]);
  });

  it('is shown as saved only when the vault has committed the last change', async () => {
    const { store, vault, status } = await opened();
    store.write('one!', 4);
    store.write('one!!', 5);
    vault.announce({ state: 'saved', id: first, change: 1, revision: 1, at: 7 });
    expect(status()?.state).toBe('saving');
    vault.announce({ state: 'saved', id: first, change: 2, revision: 2, at: 9 });
    expect(status()).toEqual({ state: 'saved', change: 2, at: 9 });
  });

  it('is not undone by the answer to a second click on that note', async () => {
    const { store, vault } = await opened();
    const again = store.open(first);
    store.write('one!', 4);
    await again;
    expect(store.state().open).toMatchObject({ text: 'one!', status: { state: 'saving', change: 1 } });
    store.write('one!!', 5);
    expect(vault.of('notes.write').at(-1)).toMatchObject({ id: first, text: 'one!!' });
  });

  it('is kept when it happens while another note is being opened, and is there again on the way back', async () => {
    const { store } = await opened();
    const other = store.open(second);
    store.write('one, held', 9);
    await other;
    expect(store.state().open).toMatchObject({ text: 'two' });
    await store.open(first);
    expect(store.state().open).toMatchObject({ text: 'one, held' });
  });

  it('beyond 100,000 characters keeps the text on the screen and sends nothing', async () => {
    const { store, vault } = await opened();
    store.write('x'.repeat(noteTextLimit + 1), 1);
    expect(vault.of('notes.write')).toEqual([]);
    expect(store.state().open?.tooLong).toBe(true);
    store.write('x', 1);
    expect(store.state().open?.tooLong).toBe(false);
  });

  it('tells the vault when the caret has left a number that could still have grown', async () => {
    const { store, vault } = await opened();
    const text = 'order 41111111';
    store.write(text, text.length);
    store.moveCaret({ from: 0, to: 0 }, 0);
    expect(vault.of('notes.write').at(-1)).toMatchObject({ text, caret: 0 });
    store.moveCaret({ from: 2, to: 2 }, 0);
    expect(vault.of('notes.write')).toHaveLength(2);
  });

  it('says that the vault has closed when nobody answers', async () => {
    const { store, vault, status } = await opened();
    vault.refuse.set('notes.write', 'closed');
    store.write('one!', 4);
    await vi.advanceTimersByTimeAsync(0);
    expect(status()).toMatchObject({ state: 'failed', code: 'closed' });
  });

  it('keeps the text on the screen while no vault can be had', async () => {
    const { store, vault } = await opened();
    vault.refuse.set('notes.write', 'closed').set('notes.list', 'closed');
    store.write('one!', 4);
    await vi.advanceTimersByTimeAsync(7000);
    expect(store.state()).toMatchObject({ phase: 'ready', open: { text: 'one!' } });
  });

  it('is offered again to the next vault once there is one', async () => {
    const { store, vault } = await opened();
    vault.refuse.set('notes.write', 'closed');
    store.write('one!', 4);
    await vi.advanceTimersByTimeAsync(0);
    vault.refuse.delete('notes.write');
    await vi.advanceTimersByTimeAsync(3000);
    expect(vault.of('notes.write').at(-1)).toMatchObject({ text: 'one!', change: 2 });
  });
});

describe('looking at another note', () => {
  it('loses nothing of a text that the guard does not let be stored', async () => {
    const { store, vault } = await opened();
    store.write('card 4111111111111111', 21);
    vault.announce({
      state: 'held',
      id: first,
      change: 1,
      ranges: [{ from: 5, to: 21, kind: 'card-number' }],
    });
    await store.open(second);
    expect(store.state().open?.text).toBe('two');
    await store.open(first);
    expect(store.state().open?.text).toBe('card 4111111111111111');
    expect(store.state().open?.status.state).toBe('held');
  });

  it('shows the vault’s text once that holds everything', async () => {
    const { store, vault } = await opened();
    store.write('one!', 4);
    await store.open(second);
    vault.announce({ state: 'saved', id: first, change: 1, revision: 1, at: 1 });
    await store.open(first);
    expect(store.state().open?.text).toBe('one');
  });
});

describe('notes that a rule closes', () => {
  it('leave nothing readable in the window, and what was not stored is back afterwards', async () => {
    const { store, vault } = await opened();
    store.write('one and more', 12);
    store.disconnect();
    expect(store.state()).toMatchObject({ phase: 'off', notes: [], open: null });
    await store.connect();
    await store.open(first);
    expect(store.state().open?.text).toBe('one and more');
    expect(vault.of('notes.write').at(-1)).toMatchObject({ text: 'one and more' });
  });
});

describe('a reference that is stored a moment after it was typed', () => {
  it('goes to the note that it was typed in, also when another one is open by then', async () => {
    const { store, vault } = await opened();
    await store.open(second);
    await store.mark({ reference: 'A-17' }, first);
    expect(vault.of('notes.mark')).toEqual([{ id: first, reference: 'A-17' }]);
    expect(store.state().open?.summary.id).toBe(second);
  });
});

describe('a number that was being typed when the notes were closed', () => {
  it('has not ended by it: it is offered again with the caret where it was', async () => {
    const { store, vault } = await opened();
    const text = 'card 4111 1111 1111 111';
    store.write(text, text.length);
    store.disconnect();
    const at = { from: text.length, to: text.length };
    vault.kept.view = { screen: 'notes', note: first, caret: at, scroll: 0, query: '' };
    await store.arrive(() => undefined);
    expect(vault.of('notes.write').at(-1)).toMatchObject({ text, caret: text.length });
  });
});

describe('finding one’s place again', () => {
  it('keeps screen, note, caret, scroll and search with the vault', async () => {
    const { store, vault } = await opened();
    await store.search('refund');
    store.moveCaret({ from: 2, to: 3 }, 40.4);
    store.setScreen('activity');
    await vi.advanceTimersByTimeAsync(600);
    expect(vault.of('view.save').at(-1)).toEqual({
      screen: 'activity',
      note: first,
      caret: { from: 2, to: 3 },
      scroll: 40,
      query: 'refund',
    });
  });

  it('opens the note that was open, with its caret, and not one that has expired meanwhile', async () => {
    const { store, vault } = await opened();
    vault.kept.view = { screen: 'notes', note: second, caret: { from: 1, to: 2 }, scroll: 5, query: '' };
    await store.arrive(() => undefined);
    expect(store.state().open).toMatchObject({ text: 'two', begin: { caret: { from: 1, to: 2 }, scroll: 5 } });
    const expired = '0190f000-0000-7000-8000-0000000000ff';
    vault.kept.view = { screen: 'notes', note: expired, caret: null, scroll: 0, query: '' };
    await store.arrive(() => undefined);
    expect(store.state().open?.summary.id).toBe(second);
  });

  it('loses no new note that is asked for before the notes are there, and forgets nothing of the place by it', async () => {
    const vault = fakeVault({ [first]: 'one' });
    vault.kept.view = { screen: 'activity', note: first, caret: { from: 1, to: 1 }, scroll: 0, query: '' };
    const store = createNotesStore(() => Promise.resolve(vault.client));
    const seen: unknown[] = [];
    const arriving = store.arrive((view) => seen.push(view));
    store.setScreen('notes');
    await store.create('call');
    expect(vault.of('notes.create')).toEqual([]);
    await arriving;
    expect(seen).toEqual([vault.kept.view]);
    expect(vault.of('notes.create')).toEqual([{ template: 'call' }]);
    expect(vault.of('notes.open').map(({ id }) => id)).toEqual([second]);
    expect(store.state()).toMatchObject({ open: { summary: { id: second } }, focus: { target: 'editor' } });
    await vi.advanceTimersByTimeAsync(100);
    expect(vault.of('view.save').map(({ note }) => note)).toEqual([second]);
  });

  it('makes no note where notes are closed', async () => {
    const vault = fakeVault({});
    const store = createNotesStore(() => Promise.resolve(vault.client));
    await store.create(null);
    expect(vault.of('notes.create')).toEqual([]);
  });
});

describe('an answer to an older search', () => {
  it('does not overwrite a newer one', async () => {
    const { store } = await opened();
    const older = store.search('a');
    const newer = store.search('');
    await Promise.all([older, newer]);
    expect(store.state()).toMatchObject({ query: '', hits: null, searching: false });
  });
});
