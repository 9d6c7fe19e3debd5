import type Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { sameBytes } from '../crypto/bytes.ts';
import { digestOf, hashOf, type Boxes, type RecordKind } from './boxes.ts';
import {
  accountDocument,
  stateDocument,
  strangerDocument,
  type AccountDocument,
  type StateDocument,
  type StrangerDocument,
} from './documents.ts';

/** Everything of accounts.db but the outbox, opened and checked. */
export type Loaded = {
  state: StateDocument;
  accounts: Map<string, AccountDocument>;
  strangers: Map<string, StrangerDocument>;
  hashes: Map<string, Uint8Array>;
  /** The state's box as it lies in the file: another one means that somebody else committed. */
  stateBox: Uint8Array;
};

export type StateRow = { device: Uint8Array; box: Uint8Array };
export const readStateRow = (db: Database.Database): StateRow | undefined =>
  db.prepare<[], StateRow>('SELECT device, box FROM state').get();

/** @returns `foreign` for a file of another device's secret, `damaged` when anything in it is not as it was written. */
export function load(db: Database.Database, boxes: Boxes): Result<Loaded, 'damaged' | 'foreign'> {
  const row = readStateRow(db);
  if (!row) return fail('damaged');
  if (!sameBytes(row.device, boxes.deviceMark)) return fail('foreign');
  const state = boxes.openState(stateDocument, row.box);
  if (!state) return fail('damaged');
  const loaded: Loaded = { state, accounts: new Map(), strangers: new Map(), hashes: new Map(), stateBox: row.box };
  for (const { id, kind, box } of db
    .prepare<[], { id: string; kind: string; box: Uint8Array }>('SELECT id, kind, box FROM records')
    .iterate()) {
    if (!take(loaded, boxes, id, kind, box)) return fail('damaged');
  }
  return digestOf(loaded.hashes) === state.digest ? ok(loaded) : fail('damaged');
}

function take(loaded: Loaded, boxes: Boxes, id: string, kind: string, box: Uint8Array): boolean {
  // In a table that somebody has built anew an id can be bytes, which additional data does not tell from their text.
  if (typeof id !== 'string') return false;
  loaded.hashes.set(id, hashOf(box));
  if (isKind(kind, 'account')) {
    const account = boxes.openRecord(accountDocument, kind, id, box);
    if (account) loaded.accounts.set(id, account);
    return account?.id === id;
  }
  if (isKind(kind, 'stranger')) {
    const stranger = boxes.openRecord(strangerDocument, kind, id, box);
    if (stranger) loaded.strangers.set(id, stranger);
    return stranger !== null;
  }
  return false;
}

const isKind = <Kind extends RecordKind>(kind: string, wanted: Kind): kind is Kind => kind === wanted;
