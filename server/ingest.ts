import type { Transaction } from 'kysely';
import type { ChainEvent } from '../shared/chain/event.ts';
import { eventHash } from '../shared/chain/hash.ts';
import { verifyHead, type SignedHead } from '../shared/chain/head.ts';
import { checkNext, type Tip } from '../shared/chain/link.ts';
import { eventDraft, eventTypes, type EventType } from '../shared/events/index.ts';
import type { BatchHead } from '../shared/sync/wire.ts';
import { Refused } from './api/refusal.ts';
import { appendLeaves, logSize } from './log/tree.ts';
import type { Store } from './store/database.ts';
import type { Chain, NewEvent, Schema } from './store/schema.ts';

type Work = Transaction<Schema>;

/** Where the batch ended: central holds the chain up to `upTo`, and the batch's last event is leaf `index` of the log. */
export type Taken = { upTo: number; size: number; index: number | null };

/**
 * Takes a batch in one transaction: every event is checked, linked, stored and given its place in the log, or none is.
 * At least once on the wire, once in the log: what is known already is acknowledged again (design, section 9).
 */
export async function ingest(store: Store, batch: BatchHead, events: Uint8Array[], now: number): Promise<Taken> {
  const outcome = await store.transaction().execute(async (work) => {
    const chain = await work.selectFrom('chains').selectAll().where('id', '=', batch.chain).executeTakeFirst();
    if (!chain) throw new Refused('not-signed');
    if (chain.state === 'frozen') throw new Refused('conflict', { seq: Number(chain.conflict_seq ?? 0) });
    const seq = Number(chain.seq);
    if (batch.from > seq + 1) throw new Refused('gap', { next: seq + 1 });
    const again = events.slice(0, Math.max(0, seq + 1 - batch.from));
    const conflict = await findConflict(work, chain.id, batch.from, again);
    if (conflict !== null) return { is: 'conflict' as const, seq: conflict };
    const taken = await takeNew(work, chain, batch.head, events.slice(again.length), now);
    const last = batch.from + events.length - 1;
    return { is: 'taken' as const, ...taken, index: events.length === 0 ? null : await indexOf(work, chain.id, last) };
  });
  if (outcome.is === 'taken') return outcome;
  // Refusing rolls back, and the evidence must stay: so the conflict is written in a transaction of its own.
  await freeze(store, batch, events, outcome.seq, now);
  throw new Refused('conflict', { seq: outcome.seq });
}

/** @returns the first number for which something else came than what is held. */
async function findConflict(work: Work, chain: string, from: number, again: Uint8Array[]): Promise<number | null> {
  if (again.length === 0) return null;
  const held = await work
    .selectFrom('events')
    .select(['seq', 'leaf'])
    .where('chain', '=', chain)
    .where('seq', '>=', from)
    .where('seq', '<', from + again.length)
    .orderBy('seq')
    .execute();
  const at = again.findIndex((bytes, index) => held[index]?.leaf !== eventHash(bytes));
  return at === -1 ? null : from + at;
}

async function takeNew(
  work: Work,
  chain: Chain,
  head: SignedHead | null,
  events: Uint8Array[],
  now: number,
): Promise<{ upTo: number; size: number }> {
  const size = await logSize(work);
  let tip: Tip = { chain: chain.id, seq: Number(chain.seq), head: chain.head };
  let closed = chain.state === 'closed';
  const rows: NewEvent[] = [];
  for (const bytes of events) {
    const seq = tip.seq + 1;
    if (closed) throw new Refused('chain-closed', { seq });
    const next = checkNext(tip, bytes);
    if (!next.ok) throw new Refused('bad-chain', { seq });
    checkEvent(next.value.event, chain.public_key);
    tip = next.value.tip;
    closed = next.value.event.type === 'chain.closed';
    const place = size + rows.length;
    rows.push({ chain: chain.id, seq, log_index: place, leaf: tip.head, bytes, received_at: now });
  }
  await takeHead(work, chain, head, tip, rows);
  if (rows.length === 0) return { upTo: tip.seq, size };
  // SQLite takes 32,766 values in one statement.
  for (let from = 0; from < rows.length; from += 1000) {
    await work
      .insertInto('events')
      .values(rows.slice(from, from + 1000))
      .execute();
  }
  const log = await appendLeaves(
    work,
    size,
    rows.map((row) => row.leaf),
    now,
  );
  await work
    .updateTable('chains')
    .set({ seq: tip.seq, head: tip.head, state: closed ? 'closed' : 'open' })
    .where('id', '=', chain.id)
    .execute();
  return { upTo: tip.seq, size: log.size };
}

/** The event is of a known type and carries what that type declares; the first one names the chain's own key. */
function checkEvent(event: ChainEvent, publicKey: string): void {
  const { id, time, actor, type, outcome, data, seq } = event;
  if (!eventTypes.includes(type as EventType)) throw new Refused('unknown-type', { seq });
  if (!eventDraft.safeParse({ id, time, actor, type, outcome, data }).success) throw new Refused('bad-chain', { seq });
  if ((seq === 0) !== (type === 'chain.opened')) throw new Refused('bad-chain', { seq });
  if (seq === 0 && data.publicKey !== publicKey) throw new Refused('bad-chain', { seq });
}

/** A head must be this chain's and signed by its key; one that is ahead of the batch is kept when its event has come. */
async function takeHead(work: Work, chain: Chain, head: SignedHead | null, tip: Tip, rows: NewEvent[]): Promise<void> {
  if (!head) return;
  if (head.chain !== chain.id || !verifyHead(chain.public_key, head)) throw new Refused('bad-head');
  if (head.seq > tip.seq) return;
  const leaf =
    rows.find(({ seq }) => seq === head.seq)?.leaf ??
    (
      await work
        .selectFrom('events')
        .select('leaf')
        .where('chain', '=', chain.id)
        .where('seq', '=', head.seq)
        .executeTakeFirst()
    )?.leaf;
  if (leaf !== head.head) throw new Refused('bad-head', { seq: head.seq });
  const { seq, time, signature } = head;
  await work
    .insertInto('heads')
    .values({ chain: chain.id, seq, head: head.head, time, signature })
    .onConflict((conflict) => conflict.columns(['chain', 'seq']).doNothing())
    .execute();
}

async function indexOf(work: Work, chain: string, seq: number): Promise<number> {
  const row = await work
    .selectFrom('events')
    .select('log_index')
    .where('chain', '=', chain)
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow();
  return Number(row.log_index);
}

/**
 * Two different events for one number: both are kept, the chain takes nothing more (design, section 8). The evidence is
 * the event that the batch's head signs, where that is one of those that differ.
 */
async function freeze(store: Store, batch: BatchHead, events: Uint8Array[], seq: number, now: number): Promise<void> {
  await store.transaction().execute(async (work) => {
    await work
      .updateTable('chains')
      .set({ state: 'frozen', conflict_seq: seq })
      .where('id', '=', batch.chain)
      .execute();
    const { head } = batch;
    const kept = events
      .map((bytes, index) => ({ bytes, seq: batch.from + index, leaf: eventHash(bytes) }))
      .filter((event) => event.seq === seq || event.seq === head?.seq);
    for (const event of kept) {
      await work
        .insertInto('conflicts')
        .values({ chain: batch.chain, ...event, head: JSON.stringify(head), received_at: now })
        .onConflict((conflict) => conflict.columns(['chain', 'seq', 'leaf']).doNothing())
        .execute();
    }
  });
}
