import { eventBytes, placeEvent, type ChainEvent } from '../../../shared/chain/event.ts';
import { noHash } from '../../../shared/chain/hash.ts';
import type { SignedHead } from '../../../shared/chain/head.ts';
import { leafHash } from '../../../shared/chain/merkle.ts';
import type { EventDraft } from '../../../shared/events/index.ts';
import { personId } from '../../../shared/people.ts';
import { readAs } from '../../../shared/read-as.ts';
import type { DeskDatabase } from '../store/desk-database.ts';
import type { StoredEvent } from './types.ts';

/** `creating`: its key may not be in the keychain yet. `missing`: only its key is left, this database never had it. */
type ChainStatus = 'creating' | 'open' | 'closed' | 'missing';
/** `firstAt` is the place of the chain's first event in the log; null: it has none. */
export type ChainRow = {
  ordinal: number;
  id: string;
  publicKey: string;
  state: ChainStatus;
  firstAt: number | null;
  /** The last event that central acknowledged; −1: none. */
  synced: number;
  /** 1: central holds another history of this chain and takes nothing more of it. */
  disputed: number;
};

/** One row of the log; everything but `at` and `chain` must follow from `bytes` (prove.ts). */
export type EventRow = {
  at: number;
  chain: number;
  seq: number;
  id: Buffer;
  time: number;
  type: string;
  actor: Buffer | null;
  subject: Buffer | null;
  leaf: Buffer;
  bytes: Buffer;
};
export type HeadRow = { seq: number; head: Buffer; time: number; signature: Buffer };

export type ChainStore = ReturnType<typeof createChainStore>;

const columns = 'at, chain, seq, id, time, type, actor, subject, leaf, bytes';

/** The chain's rows in desk.db. Where the chain ends is always asked of the database, so a rollback cannot part them. */
export function createChainStore(db: DeskDatabase) {
  const last = db.prepare<[], Pick<EventRow, 'at' | 'chain' | 'seq' | 'leaf'>>(
    'SELECT at, chain, seq, leaf FROM events ORDER BY at DESC LIMIT 1',
  );
  const insert = db.prepare(`INSERT INTO events (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const byId = db.prepare<[Buffer], Buffer>('SELECT bytes FROM events WHERE id = ?').pluck();
  const from = db.prepare<[number, number], EventRow>(
    `SELECT ${columns} FROM events WHERE at >= ? ORDER BY at LIMIT ?`,
  );
  const after = db.prepare<[number, number, number], { seq: number; bytes: Buffer; leaf: Buffer }>(
    'SELECT seq, bytes, leaf FROM events WHERE at >= ? AND chain = ? ORDER BY at LIMIT ?',
  );
  const allChains = db.prepare<[], ChainRow>(
    'SELECT ordinal, id, public_key AS publicKey, state, first_at AS firstAt, synced, disputed FROM chains ORDER BY ordinal',
  );
  const addChain = db.prepare('INSERT INTO chains (id, public_key, state) VALUES (?, ?, ?)');
  const openChain = db.prepare("UPDATE chains SET state = 'open', first_at = ? WHERE ordinal = ?");
  const closeChain = db.prepare("UPDATE chains SET state = 'closed' WHERE ordinal = ?");
  const dropChain = db.prepare("DELETE FROM chains WHERE ordinal = ? AND state = 'creating'");
  const setSynced = db.prepare('UPDATE chains SET synced = ? WHERE ordinal = ?');
  const setDisputed = db.prepare('UPDATE chains SET disputed = 1 WHERE ordinal = ?');
  const setUnsent = db.prepare('UPDATE chains SET synced = -1, disputed = 0');
  const synced = db.prepare<[number], number>('SELECT synced FROM chains WHERE ordinal = ?').pluck();
  const keepHead = db.prepare('INSERT INTO heads (chain, seq, head, time, signature) VALUES (?, ?, ?, ?, ?)');
  const lastHead = db.prepare<[number], HeadRow>(
    'SELECT seq, head, time, signature FROM heads WHERE chain = ? ORDER BY seq DESC LIMIT 1',
  );
  const headsFrom = db.prepare<[number, number, number], HeadRow>(
    'SELECT seq, head, time, signature FROM heads WHERE chain = ? AND seq BETWEEN ? AND ? ORDER BY seq',
  );

  /** Where the log ends, and what of it this chain goes on from. */
  const endFor = (chain: ChainRow): { at: number; seq: number; head: string } => {
    const row = last.get();
    const follows = row?.chain === chain.ordinal ? row : null;
    return { at: row?.at ?? -1, seq: follows?.seq ?? -1, head: follows?.leaf.toString('hex') ?? noHash };
  };

  return {
    chains: () => allChains.all(),
    addChain: (id: string, publicKey: string, state: ChainStatus): ChainRow => {
      const ordinal = Number(addChain.run(id, publicKey, state).lastInsertRowid);
      return { ordinal, id, publicKey, state, firstAt: null, synced: -1, disputed: 0 };
    },
    /** Makes this the chain that is appended to, from the present end of the log. */
    openChain: (chain: ChainRow): ChainRow => {
      const firstAt = (last.get()?.at ?? -1) + 1;
      openChain.run(firstAt, chain.ordinal);
      return { ...chain, state: 'open', firstAt };
    },
    closeChain: (chain: ChainRow) => {
      closeChain.run(chain.ordinal);
    },
    dropChain: (chain: ChainRow) => {
      dropChain.run(chain.ordinal);
    },
    markSynced: (chain: ChainRow, seq: number) => {
      setSynced.run(seq, chain.ordinal);
    },
    markDisputed: (chain: ChainRow) => {
      setDisputed.run(chain.ordinal);
    },
    /** Central, another one or one that forgot, is to get every event again. */
    markUnsent: () => {
      setUnsent.run();
    },
    syncedUpTo: (chain: ChainRow): number => synced.get(chain.ordinal) ?? -1,

    /** Number of events over all chains: the place of the next one. */
    length: (): number => (last.get()?.at ?? -1) + 1,
    tip: (chain: ChainRow): { seq: number; head: string } => {
      const { seq, head } = endFor(chain);
      return { seq, head };
    },
    /**
     * Chains drafts at the end of the newest chain. In a transaction many may follow each other, and the end is asked for
     * once. It throws for a draft that cannot be an event, which changes nothing, and when the disk does not take it.
     */
    appender: (chain: ChainRow): ((draft: EventDraft) => void) => {
      let { at, seq, head } = endFor(chain);
      return (draft) => {
        const event = placeEvent(draft, chain.id, seq + 1, head);
        const bytes = eventBytes(event);
        const leaf = leafHash(bytes);
        const { id, time, type, actor, subject } = columnsOf(event);
        insert.run(at + 1, chain.ordinal, seq + 1, id, time, type, actor, subject, leaf, bytes);
        at += 1;
        seq += 1;
        head = Buffer.from(leaf).toString('hex');
      };
    },
    /** @returns the bytes of the event with this id, if one was chained. */
    find: (id: string): Buffer | undefined => byId.get(idBytes(id)),
    from: (at: number, limit: number) => from.all(at, limit),
    /** Events of one chain after `seq`, in order. */
    after: (chain: ChainRow, seq: number, limit: number): StoredEvent[] =>
      after
        .all((chain.firstAt ?? 0) + seq + 1, chain.ordinal, limit)
        .map((row) => ({ seq: row.seq, bytes: row.bytes, leaf: row.leaf.toString('hex') })),

    keepHead: (chain: ChainRow, { seq, head, time, signature }: SignedHead) => {
      keepHead.run(chain.ordinal, seq, Buffer.from(head, 'hex'), time, Buffer.from(signature, 'base64url'));
    },
    lastHead: (chain: ChainRow): SignedHead | null => {
      const row = lastHead.get(chain.ordinal);
      return row ? headOf(chain, row) : null;
    },
    /** Heads signed for events from `first` to `last`, both included. */
    heads: (chain: ChainRow, first: number, lastSeq: number): SignedHead[] =>
      headsFrom.all(chain.ordinal, first, lastSeq).map((row) => headOf(chain, row)),
  };
}

/** What of an event is kept in columns, for finding it. */
export function columnsOf({ id, time, type, actor, data }: ChainEvent) {
  const subject = data.person ?? data.owner;
  return {
    id: idBytes(id),
    time,
    type,
    actor: actor === null ? null : idBytes(actor),
    subject: typeof subject === 'string' ? idBytes(subject) : null,
  };
}

export function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** The id that these bytes are; null: they are none. */
export function idText(bytes: Uint8Array): string | null {
  const id = Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return readAs(personId, id).success ? id : null;
}

function headOf(chain: ChainRow, { seq, head, time, signature }: HeadRow): SignedHead {
  return {
    chain: chain.id,
    seq,
    head: head.toString('hex'),
    time,
    signature: signature.toString('base64url'),
  };
}
