import Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { createOutbox, outboxSchema, type Outbox } from '../../electron/vault/outbox.ts';
import { draftEvent } from '../../shared/events/index.ts';

const person = '019a0000-0000-7000-8000-00000000000b';
const now = Date.UTC(2026, 9, 5, 8);
let db: Database.Database;
const open = (): Outbox => createOutbox(db, 'vault:b', new Uint8Array(32).fill(3));
const add = (times: number) => {
  for (let at = 0; at < times; at += 1) open().add(draftEvent(v7(), now, person, 'call.began', {}));
};
const waiting = () =>
  open()
    .pending(now)
    .map(({ n, draft }) => `${n} ${draft.type}`);
const idsOf = (...numbers: number[]) =>
  open()
    .pending(now)
    .filter(({ n }) => numbers.includes(n))
    .map(({ draft }) => draft.id);

beforeEach(() => {
  db = new Database(':memory:');
  db.exec(`CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT; ${outboxSchema}`);
});

describe('the events of a vault that wait for main', () => {
  it('count on after all of them were taken', () => {
    add(2);
    open().acknowledge(idsOf(1, 2));
    expect(waiting()).toEqual([]);
    add(1);
    expect(waiting()).toEqual(['3 call.began']);
  });

  // Found by the campaign `tamper`, seed 20261124, run 1863: main refused every message of a gate that told of it.
  it.each(['-5', '0', '9223372036854775807'])(
    'are told although somebody has put a row of number %s beside them',
    (n) => {
      add(2);
      db.exec(`INSERT INTO outbox SELECT ${n}, 'other', draft, mac FROM outbox WHERE n = 1`);
      expect(waiting()).toEqual(['1 call.began', '2 call.began']);
      open().acknowledge(idsOf(1, 2));
      expect(waiting()).toEqual([]);
      add(1);
      expect(waiting()).toEqual(['3 call.began']);
    },
  );

  it('are asked for again when an earlier one is still on its way, and none is missed then', () => {
    add(3);
    open().acknowledge(idsOf(2, 3));
    open().acknowledge(idsOf(1));
    expect(waiting()).toEqual(['2 call.began', '3 call.began']);
    open().acknowledge(idsOf(2, 3));
    expect(waiting()).toEqual([]);
  });

  it.each([
    ['the only one', 1, [1]],
    ['the last', 3, [3]],
    ['the first two', 3, [1, 2]],
  ])('are missed when somebody takes them out: %s', (_, written, gone) => {
    add(written);
    for (const n of gone) db.prepare('DELETE FROM outbox WHERE n = ?').run(n);
    const told = Array.from({ length: written }, (_, at) => at + 1);
    expect(waiting()).toEqual(told.map((n) => `${n} ${gone.includes(n) ? 'outbox.gap' : 'call.began'}`));
    open().acknowledge(idsOf(...told));
    expect(waiting()).toEqual([]);
  });

  it.each([
    ['changed', "UPDATE meta SET value = zeroblob(length(value)) WHERE name = 'outbox'"],
    ['taken away', "DELETE FROM meta WHERE name = 'outbox'"],
  ])('whose numbers were %s are told as forged, once, and count on', (_, harm) => {
    add(3);
    open().acknowledge(idsOf(1));
    db.exec(`DELETE FROM outbox WHERE n = 3; ${harm}`);
    expect(waiting()).toEqual(['2 call.began', '3 outbox.forged']);
    add(1);
    expect(waiting()).toEqual(['2 call.began', '3 outbox.forged', '4 call.began']);
    open().acknowledge(idsOf(2, 3, 4));
    expect(waiting()).toEqual([]);
  });
});
