import type Database from 'better-sqlite3';
import { v7 } from 'uuid';
import type { Clock } from '../../../shared/clock.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { sameBytes } from '../crypto/bytes.ts';
import { createOutboxRows, type OutboxRows } from '../outbox-rows.ts';
import { anchorOf, compareWithAnchor, writeAnchor, type Anchor } from './anchor.ts';
import { createBoxes, digestOf, hashOf, type Boxes, type RecordKind } from './boxes.ts';
import { createChange, type Change, type Gathered } from './change.ts';
import { faultOf, openDatabase } from './database.ts';
import type { AccountDocument, Moment, StateDocument } from './documents.ts';
import { momentNow } from './moments.ts';
import { load, readStateRow, type Loaded } from './load.ts';
import { takeBack, type EventRange } from './outbox.ts';

/** Names that nobody has are counted too, but not without end: the oldest are forgotten first. */
const strangersKept = 1000;

export type AccountsStore = {
  state(): StateDocument;
  /** Now, on both clocks. */
  now(): Moment;
  accounts(): AccountDocument[];
  account(id: string): AccountDocument | undefined;
  byUsername(canonical: string): AccountDocument | undefined;
  /**
   * One transaction: what `work` changes and the events that it records are on the disk together when this returns
   * (synchronous = FULL), or not at all. With `instead`, the events of an earlier commit of the same attempt, which
   * nobody was told, are taken back in the same transaction. Then the keychain's anchor follows: what comes after this
   * commit knows that an older copy of the file would be seen.
   * Throws what SQLite throws, and `KeychainError`; then the next commit begins with the anchor that is missing.
   */
  commit<Value>(work: (change: Change) => Value, instead?: EventRange): Promise<Value>;
  /** The numbers that the last commit's events got. */
  lastEvents(): EventRange;
  pendingEvents(): OutboxEntry[];
  forgetEvents(ids: readonly string[]): Promise<void>;
  /** How the file stood to the keychain's anchor when it was opened. Of a rolled-back one nothing can be committed… */
  readonly found: 'same' | 'next' | 'rolled-back';
  /** …but this, after which it is the state of this device: of an epoch that no older copy has. */
  goOnFromHere(work: (change: Change) => void): Promise<void>;
  close(): void;
};

export type StoreHooks = { beforeCommit(): void; committed(): void; anchored(): void };
export type StoreDependencies = {
  device: Uint8Array;
  clock: Clock;
  keychain: Keychain;
  hooks: StoreHooks;
  /** What the keychain's anchor says now. */
  anchor: Anchor | null;
};

export function openStore(
  path: string,
  deps: StoreDependencies,
): Result<AccountsStore, 'damaged' | 'newer' | 'foreign' | 'storage'> {
  const opened = openDatabase(path);
  if (!opened.ok) return opened;
  const db = opened.value;
  const boxes = createBoxes(deps.device);
  const loaded = tryToLoad(db, boxes);
  if (loaded.ok) return ok(createStore(db, boxes, loaded.value, deps));
  db.close();
  return loaded;
}

function tryToLoad(db: Database.Database, boxes: Boxes): Result<Loaded, 'damaged' | 'foreign' | 'storage'> {
  try {
    return load(db, boxes);
  } catch (error) {
    return fail(faultOf(error));
  }
}

function createStore(
  db: Database.Database,
  boxes: Boxes,
  first: Loaded,
  { clock, keychain, hooks, anchor: known }: StoreDependencies,
): AccountsStore {
  let current = first;
  let anchored = known?.digest ?? null;
  const found = compareWithAnchor(known, anchorOf(first));
  let mayCommit = found !== 'rolled-back';
  let running: Promise<unknown> = Promise.resolve();
  let last: EventRange = { from: first.state.outbox.next, to: first.state.outbox.next };
  const outbox = outboxOf(db, boxes);

  const refresh = (): void => {
    const row = readStateRow(db);
    if (row && sameBytes(row.box, current.stateBox)) return;
    const again = load(db, boxes);
    if (!again.ok) throw new Error(`accounts.db became ${again.code}`);
    current = again.value;
  };

  /** Each commit is anchored before the next one, so that a kill leaves the file at most one commit ahead. */
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = running.then(work, work);
    running = mine.catch(() => undefined);
    return mine;
  };

  const writeItsAnchor = async (): Promise<void> => {
    const anchor = anchorOf(current);
    if (anchor.digest === anchored) return;
    await writeAnchor(keychain, anchor);
    anchored = anchor.digest;
  };

  const commitNow = async <Value>(work: (change: Change) => Value, instead?: EventRange): Promise<Value> => {
    hooks.beforeCommit();
    const { value, next, events } = db
      .transaction(() => {
        refresh();
        const { change, gathered } = createChange(current, momentNow(current.state, clock));
        const done = work(change);
        if (instead) gathered.state.outbox = takeBack(outbox, gathered.state.outbox, instead);
        const from = gathered.state.outbox.next;
        const written = write(db, boxes, current, gathered, clock.now());
        return { value: done, next: written, events: { from, to: written.state.outbox.next } };
      })
      .immediate();
    current = next;
    last = events;
    hooks.committed();
    await writeItsAnchor();
    hooks.anchored();
    return value;
  };

  const commit = <Value>(work: (change: Change) => Value, instead?: EventRange): Promise<Value> =>
    inTurn(async () => {
      if (!mayCommit) throw new Error('a commit to a state that was rolled back');
      await writeItsAnchor();
      return commitNow(work, instead);
    });

  const goOnFromHere = (work: (change: Change) => void): Promise<void> =>
    inTurn(async () => {
      await commitNow((change) => {
        const { state } = change;
        const nextEvent = Math.max(state.outbox.next, known?.nextEvent ?? 1);
        state.epoch = Math.max(state.epoch, known?.epoch ?? 0);
        state.highWater = Math.max(state.highWater, known?.highWater ?? 0);
        // Main knows these numbers of the state that was lost: none is given twice.
        state.outbox = { next: nextEvent, kept: nextEvent - 1 };
        work(change);
      });
      mayCommit = true;
    });

  const pendingEvents = (): OutboxEntry[] =>
    db.transaction(() => {
      refresh();
      return outbox.pending(clock.now(), current.state.outbox);
    })();

  const forgetEvents = async (ids: readonly string[]): Promise<void> => {
    if (ids.length === 0 || !mayCommit) return;
    await inTurn(async () => {
      await writeItsAnchor();
      current = db
        .transaction(() => {
          refresh();
          const numbers = outbox.acknowledge(ids, current.state.outbox);
          if (numbers.kept === current.state.outbox.kept) return current;
          const { gathered } = createChange(current, momentNow(current.state, clock));
          gathered.state.outbox = numbers;
          return write(db, boxes, current, gathered, clock.now());
        })
        .immediate();
      await writeItsAnchor();
    });
  };

  return {
    state: () => current.state,
    now: () => momentNow(current.state, clock),
    accounts: () => [...current.accounts.values()],
    account: (id) => current.accounts.get(id),
    byUsername: (canonical) => [...current.accounts.values()].find((account) => account.username === canonical),
    commit,
    lastEvents: () => last,
    pendingEvents,
    forgetEvents,
    found,
    goOnFromHere,
    close: () => {
      db.close();
    },
  };
}

/** Writes a first or a further state. Runs inside a transaction; @returns what then lies in the file. */
export function write(db: Database.Database, boxes: Boxes, before: Loaded, gathered: Gathered, now: number): Loaded {
  const next: Loaded = {
    ...before,
    accounts: new Map([...before.accounts, ...gathered.accounts]),
    strangers: new Map([...before.strangers, ...gathered.strangers]),
    hashes: new Map(before.hashes),
  };
  const put = (kind: RecordKind, id: string, document: unknown) => {
    const box = boxes.sealRecord(kind, id, document);
    db.prepare(
      'INSERT INTO records (id, kind, box) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET box = excluded.box',
    ).run(id, kind, box);
    next.hashes.set(id, hashOf(box));
  };
  for (const [id, document] of gathered.accounts) put('account', id, document);
  for (const [id, document] of gathered.strangers) put('stranger', id, document);
  for (const id of oldestStrangers(next)) {
    db.prepare('DELETE FROM records WHERE id = ?').run(id);
    next.strangers.delete(id);
    next.hashes.delete(id);
  }
  const outbox = outboxOf(db, boxes);
  const { next: from, kept } = gathered.state.outbox;
  for (const [at, { type, data, actor, outcome }] of gathered.events.entries()) {
    outbox.put(from + at, { id: v7({ msecs: now }), time: now, actor, type, outcome, data });
  }
  const state = {
    ...gathered.state,
    epoch: gathered.state.epoch + 1,
    digest: digestOf(next.hashes),
    outbox: { next: from + gathered.events.length, kept },
  };
  next.state = state;
  next.stateBox = boxes.sealState(state);
  db.prepare('INSERT OR REPLACE INTO state (one, device, box) VALUES (1, ?, ?)').run(boxes.deviceMark, next.stateBox);
  return next;
}

const outboxOf = (db: Database.Database, boxes: Boxes): OutboxRows => createOutboxRows(db, 'accounts', boxes.outboxKey);

function oldestStrangers({ strangers }: Loaded): string[] {
  const excess = strangers.size - strangersKept;
  if (excess <= 0) return [];
  const byAge = [...strangers].sort(
    ([, one], [, other]) => (one.tries.last?.wall ?? 0) - (other.tries.last?.wall ?? 0),
  );
  return byAge.slice(0, excess).map(([id]) => id);
}
