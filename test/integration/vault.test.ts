import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FromVault } from '../../shared/contract/vault.ts';
import { KeychainError } from '../../shared/keychain/keychain.ts';
import { askForKey } from '../../electron/vault/key-hand.ts';
import { sweepVaults, shredVault } from '../../electron/vault/notes/sweep.ts';
import { createPipe } from '../support/fake-link.ts';
import {
  becomeVault,
  copyOfDisk,
  createProfile,
  openSession,
  service,
  startVault,
  waitToBeVault,
  type Profile,
} from '../support/vault-session.ts';

const anna = '0192f0c0-1111-7000-8000-000000000001';
const boris = '0192f0c0-2222-7000-8000-000000000002';
const hour = 3_600_000;
const visa = '4111 1111 1111 1111';

let profile: Profile;
beforeEach(async () => {
  profile = await createProfile();
});
afterEach(() => {
  profile.remove();
});

const value = <T>(reply: { ok: true; value: T } | { ok: false; code: string }): T => {
  if (!reply.ok) throw new Error(`refused: ${reply.code}`);
  return reply.value;
};
const fileIn = ({ folder }: Profile) => join(folder, 'vaults', `${anna}.db`);
const file = () => fileIn(profile);
const sweep = (more: { timeConfirmed?: boolean } = {}) =>
  sweepVaults({
    profile: profile.folder,
    keychain: profile.keychain.keychainFor(service),
    clock: profile.clock,
    ...more,
  });
const typesOf = (events: { draft: { type: string } }[]) => events.map(({ draft }) => draft.type);
const shredItems = () => [...profile.keychain.items.get(service)!.keys()].filter((name) => name.startsWith('shred:'));

describe('writing', () => {
  test('a note is written, found in the list and read again after the vault was killed', async () => {
    const first = await openSession(profile, anna);
    const id = await first.note('Перезвонить завтра\nпо заказу 77');
    const second = await openSession(profile, anna);
    const [summary] = value(await second.notes.call('notes.list', {}));
    expect(summary).toMatchObject({ id, title: 'Перезвонить завтра', excerpt: 'по заказу 77', revision: 1 });
    expect(value(await second.notes.call('notes.open', { id })).text).toBe('Перезвонить завтра\nпо заказу 77');
  });

  test('"saved" is said only after the text can be read back from the file', async () => {
    const session = await openSession(profile, anna);
    const id = value(await session.notes.call('notes.create', { template: null })).id;
    expect(await session.write(id, 'committed')).toMatchObject({ state: 'saved', id, revision: 1 });
    const reader = await openSession(profile, anna);
    expect(value(await reader.notes.call('notes.open', { id })).text).toBe('committed');
  });

  test('typing is a few commits a second and not one for each key', async () => {
    const session = await openSession(profile, anna);
    const id = value(await session.notes.call('notes.create', { template: null })).id;
    const begun = performance.now();
    for (let change = 1; change <= 50; change++) {
      await session.notes.call('notes.write', { id, change, text: 'x'.repeat(change), caret: change });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await session.waitFor(() => session.states.some(({ change }) => change === 50));
    const last = session.states.at(-1)!;
    expect(last).toMatchObject({ state: 'saved', change: 50 });
    // However slow the machine is: a pause lies between one commit and the next.
    expect(session.states.length).toBeLessThanOrEqual(2 + (performance.now() - begun) / 100);
  });

  test('a change that comes late does not overwrite a newer one', async () => {
    const session = await openSession(profile, anna);
    const id = value(await session.notes.call('notes.create', { template: null })).id;
    await session.notes.call('notes.write', { id, change: 5, text: 'newer', caret: null });
    await session.notes.call('notes.write', { id, change: 4, text: 'older', caret: null });
    await session.waitFor(() => session.states.some(({ change }) => change === 5));
    expect(value(await session.notes.call('notes.open', { id })).text).toBe('newer');
  });

  test('tags, pin, reference and the answers of a call card are kept; answers become events without content', async () => {
    const session = await openSession(profile, anna);
    const created = value(await session.notes.call('notes.create', { template: 'call' }));
    const card = { template: 'call', consent: 'given', identity: 'checked', doNotCall: true } as const;
    await session.notes.call('notes.mark', { id: created.id, tags: ['срочно', 'срочно'], pinned: true, card });
    await session.notes.call('notes.mark', { id: created.id, reference: 'ORD-2026/17' });
    const again = await openSession(profile, anna);
    const [note] = value(await again.notes.call('notes.list', {}));
    expect(note).toMatchObject({ tags: ['срочно'], pinned: true, reference: 'ORD-2026/17', card });
    expect(typesOf(session.events)).toEqual([
      'note.created',
      'call-card.consent',
      'call-card.identity',
      'call-card.do-not-call',
    ]);
    expect(JSON.stringify(session.events)).not.toContain('срочно');
  });

  test('a deleted note is gone, and with it its pages in file and log', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('to be deleted');
    const { box } = new Database(file(), { readonly: true }).prepare('SELECT box FROM notes').get() as { box: Buffer };
    const some = box.subarray(40, 72);
    expect(readFileSync(file()).includes(some) || readFileSync(`${file()}-wal`).includes(some)).toBe(true);
    value(await session.notes.call('notes.delete', { id }));
    expect(await session.notes.call('notes.open', { id })).toMatchObject({ ok: false, code: 'not-found' });
    expect(readFileSync(file()).includes(some)).toBe(false);
    expect(readFileSync(`${file()}-wal`).includes(some)).toBe(false);
    expect(typesOf(session.events)).toContain('note.deleted');
  });

  test('search finds all words, by their beginnings, in text, tags and reference, in both languages', async () => {
    const session = await openSession(profile, anna);
    const order = await session.note('Клиент ждёт возврат по заказу');
    profile.clock.pass(1_000);
    const call = await session.note('Customer asked for a refund');
    await session.notes.call('notes.mark', { id: call, tags: ['возврат'], reference: 'A-9931' });
    const find = async (query: string) => value(await session.notes.call('notes.search', { query }));
    expect(await find('возвр')).toEqual([call, order]);
    expect(await find('ВОЗВ ждет')).toEqual([order]);
    expect(await find('ref 9931')).toEqual([call]);
    expect(await find('refund заказ')).toEqual([]);
    await session.write(order, 'Совсем другое');
    expect(await find('заказ')).toEqual([]);
  });
});

describe('card data', () => {
  test('is not stored: everything around it is, the place is told, and one event says kind and field only', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('before');
    const text = `before ${visa}`;
    expect(await session.write(id, text)).toMatchObject({
      state: 'held',
      ranges: [{ from: 7, to: 26, kind: 'card-number' }],
    });
    await session.write(id, `${text} a`);
    await session.write(id, `${text} ab`);
    expect(value(await session.notes.call('notes.open', { id })).text).toBe('before •••• ab');
    const refusals = session.events.filter(({ draft }) => draft.type === 'guard.refused');
    expect(refusals.map(({ draft }) => draft.data)).toEqual([{ field: 'note', kind: 'card-number', masked: false }]);
    expect(await session.write(id, 'before, and gone')).toMatchObject({ state: 'saved' });
  });

  test('a number that is still being typed is left out of the file; what stands around it is saved', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('card ');
    const typed = 'card 4111 1111 1111 111';
    await session.notes.call('notes.write', { id, change: 10, text: typed, caret: typed.length });
    await expect.poll(async () => value(await session.notes.call('notes.open', { id })).text).toBe('card ••••');
    expect(session.states.some(({ change }) => change === 10)).toBe(false);
    // The caret leaves: fifteen digits are an order's number after all.
    await session.notes.call('notes.write', { id, change: 11, text: typed, caret: 0 });
    await session.waitFor(() => session.states.some(({ change }) => change === 11));
    expect(value(await session.notes.call('notes.open', { id })).text).toBe(typed);
  });

  test('at a lock what is refused becomes "••••", the rest is saved whole, and the caret follows', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('x');
    const text = `pay ${visa} now`;
    await session.notes.call('notes.write', { id, change: 10, text, caret: text.length });
    const at = { from: text.length, to: text.length };
    await session.notes.call('view.save', { screen: 'notes', note: id, caret: at, scroll: 0, query: '' });
    expect(await session.flush()).toBe(1);
    const again = await openSession(profile, anna);
    const opened = value(await again.notes.call('notes.open', { id }));
    expect(opened).toMatchObject({ text: 'pay •••• now', summary: { masked: true } });
    expect(value(await again.notes.call('view.load', {}))).toMatchObject({ note: id, caret: { from: 12, to: 12 } });
    const seen = value(await again.notes.call('notes.mark', { id, maskSeen: true }));
    expect(seen.masked).toBe(false);
    expect(session.events.at(-1)!.draft.data).toEqual({ field: 'note', kind: 'card-number', masked: true });
  });

  test('a lock saves digits that were still being typed and are no card', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('x');
    await session.notes.call('notes.write', { id, change: 10, text: 'order 45678901', caret: 14 });
    expect(await session.flush()).toBe(0);
    const again = await openSession(profile, anna);
    expect(value(await again.notes.call('notes.open', { id })).text).toBe('order 45678901');
  });

  test('while a place is held everything else that is typed is kept, also when the vault is killed without a lock', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('x');
    await session.write(id, `paid with ${visa}`);
    expect(await session.write(id, `paid with ${visa}, wants the receipt by post`)).toMatchObject({ state: 'held' });
    const killed = await openSession(await copyOfDisk(profile), anna);
    const opened = value(await killed.notes.call('notes.open', { id }));
    expect(opened).toMatchObject({ text: 'paid with ••••, wants the receipt by post', summary: { masked: false } });
    expect(await session.write(id, 'paid, wants the receipt by post')).toMatchObject({ state: 'saved' });
    expect(value(await session.notes.call('notes.open', { id })).text).toBe('paid, wants the receipt by post');
  });

  test('a beginning that was stored before its number was whole does not outlive it', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('card 4111 1111 1111 111');
    await session.write(id, `card ${visa}`, 24);
    expect(value(await session.notes.call('notes.open', { id })).text).toBe('card ••••');
  });

  test('a lock leaves out a number of which one digit is missing, and the person is told', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('x');
    const text = 'card 4111 1111 1111 111';
    await session.notes.call('notes.write', { id, change: 10, text, caret: text.length });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await session.notes.call('notes.write', { id, change: 11, text: `a ${text}`, caret: text.length + 2 });
    expect(await session.flush()).toBe(1);
    const again = await openSession(profile, anna);
    const opened = value(await again.notes.call('notes.open', { id }));
    expect(opened).toMatchObject({ text: 'a card ••••', summary: { masked: true } });
    // It was no card data: nothing was refused.
    expect(typesOf(session.events)).not.toContain('guard.refused');
  });

  test('a lock has nothing left to look at in a long note that waits: what was committed is what it keeps', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('x');
    const text = `${'ein langer Satz ohne Zahlen, '.repeat(1_500)} ${visa} und weiter`;
    await session.write(id, text, text.length);
    const rows = new Database(file(), { readonly: true }).prepare('SELECT revision FROM notes').pluck();
    const before = rows.get();
    expect(await session.flush()).toBe(1);
    expect(rows.get()).toBe((before as number) + 1);
    const again = await openSession(profile, anna);
    const opened = value(await again.notes.call('notes.open', { id }));
    expect(opened).toMatchObject({ text: text.replace(visa, '••••'), summary: { masked: true } });
  });

  test('in a reference is not stored while it is typed, however long the typing rests, nor its beginning once it is refused', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('x');
    const type = (reference: string) =>
      session.notes.call('notes.mark', { id, reference: `REF ${reference}`, caret: reference.length + 4 });
    for (let length = 1; length < visa.length; length++) {
      const { reference } = value(await type(visa.slice(0, length)));
      expect(reference.replace(/\D/g, '').length, reference).toBeLessThanOrEqual(10);
    }
    expect(await type(visa)).toMatchObject({ ok: false, code: 'card-data' });
    const left = 'REF 4111 1111 1111 111';
    expect(value(await session.notes.call('notes.mark', { id, reference: left })).reference).toBe(left);
    expect(await type(visa)).toMatchObject({ ok: false, code: 'card-data' });
    expect(value(await session.notes.call('notes.open', { id })).summary.reference).toBe('REF ••••');
  });

  test('in a search or in the name of a screen is not kept for the way back', async () => {
    const session = await openSession(profile, anna);
    const view = { screen: 'notes', note: null, caret: null, scroll: 0, query: '4111 1111 1111 111' } as const;
    value(await session.notes.call('view.save', view));
    expect(value(await session.notes.call('view.load', {}))).toMatchObject({ query: '' });
    value(await session.notes.call('view.save', { ...view, query: 'order 4567890123' }));
    expect(value(await session.notes.call('view.load', {}))).toMatchObject({ query: 'order 4567890123' });
    const screen = `${visa} cvv 123` as 'notes';
    expect(await session.notes.call('view.save', { ...view, screen })).toMatchObject({ code: 'malformed' });
    expect(value(await session.notes.call('view.load', {}))).toMatchObject({ screen: 'notes' });
  });

  test('that was held because of a tag is saved once the tag is gone', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('x');
    value(await session.notes.call('notes.mark', { id, tags: ['1111 1111'] }));
    expect(await session.write(id, '4111 1111')).toMatchObject({ state: 'held' });
    value(await session.notes.call('notes.mark', { id, tags: [] }));
    await session.waitFor(() => session.states.at(-1)?.state === 'saved');
    expect(value(await session.notes.call('notes.open', { id })).text).toBe('4111 1111');
  });

  test('is refused in tags and references, and when it is split over two fields', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('4111 1111');
    const refused = { ok: false, code: 'card-data' };
    expect(await session.notes.call('notes.mark', { id, reference: visa })).toMatchObject(refused);
    expect(await session.notes.call('notes.mark', { id, tags: ['cvv 123'] })).toMatchObject(refused);
    expect(await session.notes.call('notes.mark', { id, reference: '1111 1111' })).toMatchObject(refused);
    expect(value(await session.notes.call('notes.mark', { id, reference: '1111 1112' })).reference).toBe('1111 1112');
    expect(await session.write(id, '4111 1111 then')).toMatchObject({ state: 'saved' });
    expect(session.events.filter(({ draft }) => draft.type === 'guard.refused').map(({ draft }) => draft.data)).toEqual(
      [
        { field: 'reference', kind: 'card-number', masked: false },
        { field: 'tag', kind: 'verification-code', masked: false },
        { field: 'reference', kind: 'card-number', masked: false },
      ],
    );
  });
});

describe('expiry', () => {
  test('an expired note cannot be read, leaves the list of the open window, and its key goes before its row', async () => {
    const session = await openSession(profile, anna, { expiresIn: 2 * hour });
    const id = await session.note('short-lived');
    let changed = 0;
    session.notes.on('notes-changed', () => changed++);
    expect(shredItems()).toHaveLength(1);
    profile.clock.pass(2 * hour);
    expect(await session.notes.call('notes.open', { id })).toMatchObject({ ok: false, code: 'expired' });
    expect(await session.notes.call('notes.write', { id, change: 99, text: 'y', caret: null })).toMatchObject({
      code: 'expired',
    });
    profile.clock.pass(hour);
    // The rows may have gone in the hour before their key does.
    await session.waitFor(() => typesOf(session.events).includes('notes.expired') && shredItems().length === 0);
    expect(new Database(file(), { readonly: true }).prepare('SELECT count(*) FROM notes').pluck().get()).toBe(0);
    expect(changed).toBe(1);
  });

  test('the sweep before a sign-in needs no key of the person; an older copy of the file does not bring notes back', async () => {
    const session = await openSession(profile, anna, { expiresIn: hour });
    await session.note('must not come back');
    new Database(file()).pragma('wal_checkpoint(TRUNCATE)');
    const copy = join(profile.folder, 'older-copy');
    copyFileSync(file(), copy);
    profile.clock.pass(2 * hour);
    const swept = await sweep();
    expect(swept).toMatchObject({ notesExpired: 1, clock: 'steady' });
    const expired = swept.outbox.find(({ draft }) => draft.type === 'notes.expired')!;
    expect(expired.draft.data).toMatchObject({ owner: anna, count: 1 });
    swept.acknowledge(swept.outbox.map(({ draft }) => draft.id));
    expect((await sweep()).outbox).toEqual([]);
    // Both the file and the clock are put back.
    profile.clock.jump(-2 * hour);
    const restored = await copyOfDisk(profile);
    rmSync(fileIn(restored) + '-wal', { force: true });
    copyFileSync(copy, fileIn(restored));
    const again = await openSession(restored, anna);
    expect(value(await again.notes.call('notes.list', {}))).toEqual([]);
    expect(readFileSync(copy).includes('must not come back')).toBe(false);
  });

  test('a clock that jumps ahead closes notes but shreds none; set back it reopens none; in time they go', async () => {
    const session = await openSession(profile, anna, { expiresIn: 9 * hour });
    const id = await session.note('held back');
    await sweep();
    profile.clock.jump(24 * hour);
    const swept = await sweep();
    expect(swept).toMatchObject({ notesExpired: 0, clock: 'ahead' });
    expect(typesOf(swept.outbox)).toContain('notes.held-back');
    expect(shredItems()).toHaveLength(1);
    profile.clock.jump(-24 * hour);
    const again = await openSession(profile, anna);
    expect(value(await again.notes.call('notes.list', {}))).toEqual([]);
    expect(await again.notes.call('notes.open', { id })).toMatchObject({ ok: false });
    profile.clock.pass(10 * hour);
    expect(await sweep()).toMatchObject({ notesExpired: 1, clock: 'steady' });
    expect(shredItems()).toHaveLength(0);
  });

  test('a clock set back reopens and prolongs no note whose time has passed, whether anything swept meanwhile or not', async () => {
    const session = await openSession(profile, anna, { expiresIn: hour / 2 });
    const id = await session.note('over by then');
    await session.flush();
    await sweep();
    const copy = await copyOfDisk(profile);
    profile.clock.pass(5 * hour);
    profile.clock.jump(-5 * hour + 60_000);
    expect(await session.notes.call('notes.open', { id })).toMatchObject({ ok: false, code: 'expired' });
    const unswept = await openSession(copy, anna);
    expect(value(await unswept.notes.call('notes.list', {}))).toEqual([]);
    expect(await unswept.notes.call('notes.open', { id })).toMatchObject({ ok: false });
    expect(await sweep()).toMatchObject({ notesExpired: expect.any(Number) as number, clock: 'behind', nextIn: null });
    expect(shredItems()).toHaveLength(0);
    expect(new Database(file(), { readonly: true }).prepare('SELECT count(*) FROM notes').pluck().get()).toBe(0);
  });

  test('a note goes at its own time and not only at the hour: a sweep says when the next one ends', async () => {
    const session = await openSession(profile, anna, { expiresIn: hour });
    await session.note('first');
    const other = await openSession(profile, boris, { expiresIn: 5 * hour });
    await other.note('second');
    expect(await sweep()).toMatchObject({ notesExpired: 0, nextIn: hour });
    profile.clock.pass(hour - 1);
    expect(await sweep()).toMatchObject({ notesExpired: 0, nextIn: 1 });
    profile.clock.pass(1);
    expect(await sweep()).toMatchObject({ nextIn: 4 * hour });
    expect(new Database(file(), { readonly: true }).prepare('SELECT count(*) FROM notes').pluck().get()).toBe(0);
  });

  test('a clock that stays ahead is believed after 72 hours of running time', async () => {
    const session = await openSession(profile, anna, { expiresIn: 200 * hour });
    await session.note('held back');
    await sweep();
    profile.clock.jump(400 * hour);
    expect(await sweep()).toMatchObject({ notesExpired: 0, clock: 'ahead' });
    profile.clock.pass(71 * hour);
    expect(await sweep()).toMatchObject({ notesExpired: 0, clock: 'ahead' });
    profile.clock.pass(2 * hour);
    expect(await sweep()).toMatchObject({ notesExpired: 1, clock: 'steady' });
  });

  test('a lead who confirms the time lets end at once what the clock held back, for a sweep and for a living vault', async () => {
    const session = await openSession(profile, anna, { expiresIn: 9 * hour });
    await session.note('held back');
    await sweep();
    profile.clock.jump(24 * hour);
    expect(await sweep()).toMatchObject({ notesExpired: 0, clock: 'ahead' });
    session.parent.send({ type: 'time-confirmed' });
    await expect.poll(async () => (await sweep()).clock).toBe('steady');
    await expect.poll(() => shredItems().length).toBe(0);
    const other = await openSession(profile, boris, { expiresIn: 9 * hour });
    await other.note('held back too');
    profile.clock.jump(48 * hour);
    expect(await sweep()).toMatchObject({ notesExpired: 0, clock: 'ahead' });
    expect(await sweep({ timeConfirmed: true })).toMatchObject({ notesExpired: 1, clock: 'steady' });
    expect(shredItems()).toHaveLength(0);
  });

  test('under a clock that was set back no new note ends in the past unseen: it is refused, until a lead confirms the time', async () => {
    await sweep();
    const session = await openSession(profile, anna);
    profile.clock.jump(-5 * hour);
    session.parent.send({ type: 'note-expiry', at: profile.clock.now() + hour });
    const create = () => session.notes.call('notes.create', { template: null });
    await expect.poll(create).toMatchObject({ ok: false, code: 'expired' });
    expect(await sweep()).toMatchObject({ clock: 'behind' });
    session.parent.send({ type: 'time-confirmed' });
    await expect.poll(create).toMatchObject({ ok: true });
    expect(await sweep({ timeConfirmed: true })).toMatchObject({ clock: 'steady' });
    expect(await sweep()).toMatchObject({ clock: 'steady' });
  });

  test('a night switched off is no jump of the clock; a week is', async () => {
    const session = await openSession(profile, anna, { expiresIn: hour });
    await session.note('over night');
    await sweep();
    profile.clock.restart(14 * hour);
    expect(await sweep()).toMatchObject({ notesExpired: 1, clock: 'steady' });
    const later = await openSession(profile, anna, { expiresIn: hour });
    await later.note('over a week');
    profile.clock.restart(7 * 24 * hour);
    expect(await sweep()).toMatchObject({ notesExpired: 0, clock: 'ahead' });
  });

  test('a note expires by what main said last when it was written; older notes keep their time', async () => {
    const session = await openSession(profile, anna, { expiresIn: 2 * hour });
    await session.note('first');
    session.parent.send({ type: 'note-expiry', at: profile.clock.now() + 5 * hour });
    await session.note('second');
    const list = value(await session.notes.call('notes.list', {}));
    const left = new Map(list.map(({ title, expiresAt }) => [title, expiresAt - profile.clock.now()]));
    expect([left.get('first'), left.get('second')]).toEqual([2 * hour, 5 * hour]);
    session.parent.send({ type: 'note-expiry', at: profile.clock.now() });
    expect(await session.notes.call('notes.create', { template: null })).toMatchObject({ code: 'expired' });
  });

  test('a living vault says that the clock holds notes back, and closes them', async () => {
    const session = await openSession(profile, anna, { expiresIn: 9 * hour });
    await session.note('held back');
    profile.clock.pass(1_000);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    profile.clock.jump(24 * hour);
    const held = await session.parent.take<FromVault>('held-by-clock');
    expect(held).toMatchObject({ hours: 24 });
    expect(value(await session.notes.call('notes.list', {}))).toEqual([]);
  });
});

describe('whoever is expected', () => {
  /** What a program that expects somebody asks the keychain for. */
  const asked: string[] = [];
  const watched = (): typeof profile => ({
    ...profile,
    keychainFor: (name) => {
      const keychain = profile.keychainFor(name);
      return {
        ...keychain,
        get: (item) => (asked.push(item), keychain.get(item)),
        list: () => (asked.push('all of it'), keychain.list()),
      };
    },
  });
  const expecting = async (account: string) => {
    asked.length = 0;
    const parent = waitToBeVault(watched());
    parent.send({ type: 'expect', keychainService: service, account });
    // The last of what a new desk's list does not have.
    while (!asked.some((item) => item.includes(account))) await new Promise((resolve) => setTimeout(resolve, 1));
    return parent;
  };

  test('has the keychain read, and nothing else touched, until the gate has let them in', async () => {
    const parent = await expecting(anna);
    expect([parent.said, readdirSync(profile.folder)]).toEqual([[], []]);
    // With one question, because others ask meanwhile.
    expect(asked[0]).toBe('all of it');
    expect(asked).not.toContain('device');
    asked.length = 0;
    becomeVault(parent, profile, anna, new Uint8Array(32).fill(1));
    expect(await parent.take('ready')).toMatchObject({ notes: 0 });
    expect(asked).toEqual([]);
  });

  test('gets no notes made anew because a keychain leaves out of its list what it does not give', async () => {
    await (await openSession(profile, anna)).note('mine');
    rmSync(file());
    const parent = waitToBeVault({
      ...profile,
      keychainFor: (name) => {
        const keychain = profile.keychainFor(name);
        return {
          ...keychain,
          list: async () => (await keychain.list()).filter(({ account }) => !account.includes(anna)),
          get: (item) =>
            item.includes(anna) ? Promise.reject(new KeychainError('locked', 'denied')) : keychain.get(item),
        };
      },
    });
    becomeVault(parent, profile, anna, new Uint8Array(32).fill(1));
    expect(await parent.take('fault')).toMatchObject({ kind: 'keychain' });
    expect(existsSync(file())).toBe(false);
  });

  test('is not mistaken for whom the gate has let in', async () => {
    await (await openSession(profile, anna)).note('mine');
    const parent = await expecting(boris);
    becomeVault(parent, profile, anna, new Uint8Array(32).fill(1));
    expect(await parent.take('ready')).toMatchObject({ notes: 1 });
  });

  test('cannot be changed once a vault is somebody’s', async () => {
    const { parent } = await openSession(profile, anna);
    parent.send({ type: 'expect', keychainService: service, account: boris });
    expect(await parent.take('malformed')).toMatchObject({ name: 'expect' });
  });
});

describe('the key', () => {
  test('of a note is drawn anew whenever somebody begins to write in it', async () => {
    const session = await openSession(profile, anna);
    const [note, other] = [await session.note('first'), await session.note('second')];
    const look = new Database(file(), { readonly: true })
      .prepare<[string], Buffer>('SELECT wrapped FROM notes WHERE id = ?')
      .pluck();
    const wrapped: string[] = [];
    for (const [id, text] of [
      [note, 'one'],
      [note, 'one and more'],
      [other, 'two'],
      [note, 'one again'],
    ] as const) {
      expect(await session.write(id, text)).toMatchObject({ state: 'saved' });
      wrapped.push(look.get(id)!.toString('hex'));
    }
    expect(new Set(wrapped).size).toBe(3);
    expect(wrapped[1]).toBe(wrapped[0]);
  });

  test('of a note that somebody takes out of the file under a living vault takes nothing of what is written then', async () => {
    const session = await openSession(profile, anna);
    const note = await session.note('first');
    new Database(file()).prepare('UPDATE notes SET wrapped = zeroblob(93)').run();
    expect(await session.write(note, 'goes on')).toMatchObject({ state: 'saved' });
    await session.flush();
    const again = await openSession(profile, anna);
    expect(again.altered).not.toBeNull();
    expect(await again.notes.call('notes.list', {})).toMatchObject({ ok: true, value: [{ title: 'goes on' }] });
  });

  test('is lent to a gate that needs it for a step-up', async () => {
    const session = await openSession(profile, anna, { userKey: new Uint8Array(32).fill(9) });
    const [gate, vaultEnd] = createPipe();
    session.parent.send({ type: 'lend-key' }, [vaultEnd]);
    expect(await askForKey(gate)).toEqual({ account: anna, key: new Uint8Array(32).fill(9) });
  });

  test('goes sealed to whoever asked for it, and no two answers are alike', async () => {
    const key = new Uint8Array(32).fill(9);
    const session = await openSession(profile, anna, { userKey: key });
    const said: string[] = [];
    for (let times = 0; times < 2; times += 1) {
      const [gate, vaultEnd] = createPipe();
      session.parent.send({ type: 'lend-key' }, [vaultEnd]);
      gate.onMessage((message) => said.push(Buffer.from((message as { box: Uint8Array }).box).toString('hex')));
      expect(await askForKey(gate)).toMatchObject({ account: anna });
    }
    expect(new Set(said).size).toBe(2);
    expect(said.join()).not.toContain(Buffer.from(key).toString('hex'));
  });

  test("another person's key opens nothing: the file is named foreign, copied aside and left as it is", async () => {
    const session = await openSession(profile, anna);
    await session.note('mine');
    new Database(file()).pragma('wal_checkpoint(TRUNCATE)');
    const before = readFileSync(file());
    const fault = await startVault(profile, anna, new Uint8Array(32).fill(2)).take<FromVault>('fault');
    expect(fault).toMatchObject({ kind: 'foreign', keptAside: expect.any(String) as string });
    expect(readFileSync(file()).equals(before)).toBe(true);
    const again = await openSession(profile, anna);
    expect(value(await again.notes.call('notes.list', {}))).toHaveLength(1);
  });

  test('a keychain that is empty or silent is said, and nothing is made in its place', async () => {
    profile.keychain.items.get(service)!.delete('device');
    expect(await startVault(profile, anna, new Uint8Array(32)).take('fault')).toMatchObject({ kind: 'keychain' });
    profile.keychain.fail('locked');
    expect(await startVault(profile, anna, new Uint8Array(32)).take('fault')).toMatchObject({ kind: 'keychain' });
    expect(readdirSync(profile.folder)).toEqual([]);
  });

  test('a forgotten password: all notes of that person are destroyed, events stay, a new key begins anew', async () => {
    const session = await openSession(profile, anna, { keepEvents: false });
    await session.note('one');
    await session.note('two');
    const other = await openSession(profile, boris);
    await other.note('stays');
    const keychain = profile.keychain.keychainFor(service);
    expect(await shredVault({ profile: profile.folder, keychain, account: anna })).toBe(2);
    const fresh = await openSession(profile, anna, { userKey: new Uint8Array(32).fill(3) });
    expect(value(await fresh.notes.call('notes.list', {}))).toEqual([]);
    expect(typesOf(fresh.events)).toEqual(['note.created', 'note.created']);
    expect(value(await other.notes.call('notes.list', {}))).toHaveLength(1);
  });
});

describe('events', () => {
  test('have consecutive numbers and wait until main has kept them, over restarts too', async () => {
    const first = await openSession(profile, anna, { keepEvents: false });
    await first.note('one');
    await first.note('two');
    const second = await openSession(profile, anna);
    await second.note('three');
    expect(second.events.map(({ n, source }) => [source, n])).toEqual([1, 2, 3].map((n) => [`vault:${anna}`, n]));
    const third = await openSession(profile, anna);
    await third.note('four');
    expect(third.events.map(({ n }) => n)).toEqual([4]);
  });

  test('that main cannot append are kept; notes can be read and written meanwhile', async () => {
    const session = await openSession(profile, anna, { keepEvents: false });
    const id = await session.note('one');
    session.parent.send({ type: 'outbox-refused' });
    expect(await session.write(id, 'two')).toMatchObject({ state: 'saved' });
    expect(value(await session.notes.call('notes.open', { id })).text).toBe('two');
    const again = await openSession(profile, anna);
    await again.waitFor(() => again.events.length > 0);
    expect(typesOf(again.events)).toEqual(['note.created']);
  });

  test('one that was altered in the file is replaced by an event that says so', async () => {
    const first = await openSession(profile, anna, { keepEvents: false });
    await first.note('one');
    const db = new Database(file());
    db.prepare("UPDATE outbox SET draft = replace(draft, 'note.created', 'note.deleted')").run();
    db.close();
    const second = await openSession(profile, anna);
    await second.waitFor(() => second.events.length > 0);
    expect(second.events[0]).toMatchObject({ n: 1, draft: { type: 'outbox.forged', outcome: 'failed' } });
  });
});

describe('damage', () => {
  const prepared = async () => {
    const session = await openSession(profile, anna);
    for (let index = 0; index < 40; index++) await session.notes.call('notes.create', { template: null });
    const last = await session.note('last');
    const db = new Database(file());
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    return last;
  };
  const faultAfter = async (harm: (path: string) => void) => {
    await prepared();
    const copy = await copyOfDisk(profile);
    const path = fileIn(copy);
    rmSync(`${path}-wal`);
    harm(path);
    const before = readFileSync(path);
    const fault = await startVault(copy, anna, new Uint8Array(32).fill(1)).take<FromVault>('fault');
    expect(readFileSync(path).equals(before)).toBe(true);
    copy.remove();
    return fault;
  };
  const overwrite = (path: string, at: number, bytes: Buffer) => {
    const content = readFileSync(path);
    bytes.copy(content, at);
    writeFileSync(path, content);
  };

  test('a damaged file is named and kept aside', async () => {
    const fault = await faultAfter((path) => {
      overwrite(path, 100, Buffer.alloc(3_000, 0xab));
    });
    expect(fault).toMatchObject({ kind: 'damaged', keptAside: expect.stringContaining('damaged') as string });
  });

  test('an emptied file is damage and not a new beginning', async () => {
    expect(
      await faultAfter((path) => {
        truncateSync(path, 0);
      }),
    ).toMatchObject({ kind: 'damaged' });
  });

  test('a truncated file is named', async () => {
    expect(
      await faultAfter((path) => {
        truncateSync(path, statSync(path).size - 5_000);
      }),
    ).toMatchObject({ kind: 'truncated' });
  });

  test('a file of a newer version is named and not touched', async () => {
    const newer = Buffer.alloc(4);
    newer.writeUInt32BE(5);
    expect(
      await faultAfter((path) => {
        overwrite(path, 60, newer);
      }),
    ).toMatchObject({ kind: 'newer' });
  });

  test('one damaged note does not take the others away, and is told once', async () => {
    const last = await prepared();
    const db = new Database(file());
    db.prepare('UPDATE notes SET box = zeroblob(600) WHERE id = ?').run(last);
    db.close();
    const session = await openSession(profile, anna);
    expect(value(await session.notes.call('notes.list', {}))).toHaveLength(40);
    await session.waitFor(() => typesOf(session.events).includes('note.damaged'));
    const again = await openSession(profile, anna);
    await again.note('more');
    expect(typesOf(again.events)).toEqual(['note.created']);
  });

  test('a row that was moved under another id, expiry or revision does not open', async () => {
    const last = await prepared();
    const db = new Database(file());
    db.prepare('UPDATE notes SET revision = revision + 1 WHERE id = ?').run(last);
    db.close();
    const session = await openSession(profile, anna);
    expect(value(await session.notes.call('notes.list', {})).some(({ id }) => id === last)).toBe(false);
  });
});

describe('the window', () => {
  test('that goes away is no word that a number has ended: what was still growing stays out', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('x');
    const text = 'card 4111 1111 1111 111';
    await session.notes.call('notes.write', { id, change: 10, text, caret: text.length });
    const rows = new Database(file(), { readonly: true }).prepare('SELECT revision FROM notes').pluck();
    const before = Number(rows.get());
    session.parent.send({ type: 'detach' });
    await expect.poll(() => Number(rows.get())).toBeGreaterThan(before);
    const reader = await openSession(await copyOfDisk(profile), anna);
    expect(value(await reader.notes.call('notes.open', { id })).text).toBe('card ••••');
    expect(await session.flush()).toBe(1);
  });

  test('messages that do not fit are refused, counted and have no effect', async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('whole');
    expect(await session.notes.call('notes.write', { id, change: -1, text: 'x', caret: 0 })).toMatchObject({
      code: 'malformed',
    });
    expect(await session.parent.take('malformed')).toMatchObject({ name: 'notes.write' });
    session.parent.send({ type: 'flush', more: true });
    expect(await session.parent.take('malformed')).toMatchObject({ name: 'message' });
    expect(value(await session.notes.call('notes.open', { id })).text).toBe('whole');
  });

  test("loses its port when a lead's drawer opens; what it had typed is saved", async () => {
    const session = await openSession(profile, anna);
    const id = await session.note('x');
    void session.notes.call('notes.write', { id, change: 50, text: 'order 4567890', caret: 13 });
    session.parent.send({ type: 'detach' });
    expect(await session.notes.call('notes.list', {})).toMatchObject({ ok: false, code: 'closed' });
    const again = await openSession(profile, anna);
    expect(value(await again.notes.call('notes.open', { id })).text).toBe('order 4567890');
  });
});

describe('the disk', () => {
  const isRoot = process.getuid?.() === 0;

  test.skipIf(!isRoot)('a full disk: the note is said not to be saved, and is saved once there is room', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', profile.folder]);
    try {
      const session = await openSession(profile, anna);
      const id = await session.note('small');
      const filler = join(profile.folder, 'filler');
      let room = 1 << 20;
      while (room >= 512) {
        try {
          writeFileSync(filler, Buffer.alloc(room), { flag: 'a' });
        } catch {
          room >>= 1;
        }
      }
      expect(await session.write(id, 'y'.repeat(50_000))).toMatchObject({ state: 'failed', code: 'disk-full' });
      expect(value(await session.notes.call('notes.open', { id })).text).toBe('small');
      truncateSync(filler, 0);
      await session.waitFor(() => session.states.at(-1)?.state === 'saved');
      expect(value(await session.notes.call('notes.open', { id })).text).toBe('y'.repeat(50_000));
    } finally {
      execFileSync('umount', ['-l', profile.folder]);
    }
  });

  test.skipIf(process.platform !== 'linux')(
    'an open vault has nothing of its file mapped: a disk that gives no more is an error then, not the end of the vault',
    async () => {
      const first = await openSession(profile, anna);
      await first.note('on the disk');
      const session = await openSession(profile, anna);
      const maps = readFileSync('/proc/self/maps', 'utf8').split('\n');
      // The log's index always is, which SQLite shares in that way.
      expect(maps.some((line) => line.endsWith(`${file()}-shm`))).toBe(true);
      expect(maps.filter((line) => line.endsWith(file()))).toEqual([]);
      expect(value(await session.notes.call('notes.list', {}))).toMatchObject([{ title: 'on the disk' }]);
    },
  );

  test('nothing of a note is on the disk in the clear: text, title, tag, reference, search, card', async () => {
    const canary = 'Канарейка-canary-7f3a';
    const session = await openSession(profile, anna);
    const id = await session.note(`${canary}\n${canary} ${'filler '.repeat(300)}`);
    await session.notes.call('notes.mark', { id, tags: [canary], reference: canary });
    const view = { screen: 'notes', note: id, caret: null, scroll: 0, query: canary } as const;
    await session.notes.call('view.save', view);
    await session.write(id, `${canary} ${visa}`);
    await session.flush();
    expect(value(await session.notes.call('notes.search', { query: canary }))).toEqual([id]);
    // Not the first four digits alone: in an event's id they turn up by chance.
    const needles = [canary, '4111 1', '1111 1111', 'filler filler'].flatMap((text) => [
      Buffer.from(text, 'utf8'),
      Buffer.from(text, 'utf16le'),
    ]);
    const found: string[] = [];
    for (const name of readdirSync(profile.folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(profile.folder, name);
      if (!statSync(path).isFile()) continue;
      const content = readFileSync(path);
      for (const needle of needles) if (content.includes(needle)) found.push(`${name}: ${needle.toString('hex')}`);
    }
    expect(readdirSync(join(profile.folder, 'vaults')).length).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });
});
