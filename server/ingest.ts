import { parseEvent, type ChainEvent } from '../shared/chain/event.ts';
import { eventHash } from '../shared/chain/hash.ts';
import { verifyHead } from '../shared/chain/head.ts';
import { checkNext, type Tip } from '../shared/chain/link.ts';
import type { Credentials } from '../shared/sync/signed-request.ts';
import { eventDraft, eventTypes, type EventType } from '../shared/events/index.ts';
import { readAs } from '../shared/read-as.ts';
import type { BatchHead } from '../shared/sync/wire.ts';
import { Refused } from './api/refusal.ts';
import { checkFollows, earlierChain } from './follows.ts';
import { appendLeaves, logSize } from './log/tree.ts';
import { inTransaction, type Store, type Work } from './store/database.ts';
import type { Chain, NewEvent } from './store/schema.ts';

/** Central holds the chain up to `upTo`, and the batch's events are the leaves at `indices` of the log. */
export type Taken = { upTo: number; indices: number[] };

type Batch = { head: BatchHead; events: Uint8Array[] };

/**
 * Takes a batch in one transaction: every event is checked, linked, stored and given its place in the log, or none is.
 * At least once on the wire, once in the log: what is known already is acknowledged again (design, section 9).
 */
export async function ingest(
  store: Store,
  batch: Batch,
  who: Pick<Credentials, 'device' | 'chain'>,
  now: number,
): Promise<Taken> {
  const { from } = batch.head;
  const last = from + batch.events.length - 1;
  const outcome = await inTransaction(store, async (work) => {
    const chain = await chainOf(work, batch, who, now);
    if (chain.state === 'frozen') throw new Refused('conflict', { seq: Number(chain.conflict_seq ?? 0) });
    const seq = Number(chain.seq);
    if (from > seq + 1) throw new Refused('gap', { next: seq + 1 });
    const again = batch.events.slice(0, seq + 1 - from);
    const rival = await firstRival(work, chain.id, from, again);
    if (rival !== null) {
      await freeze(work, chain.id, batch, rival, now);
      return { conflict: from + rival };
    }
    const upTo = await takeNew(work, chain, batch, batch.events.slice(again.length), now);
    return { upTo, indices: await indicesOf(work, chain.id, from, last) };
  });
  if ('conflict' in outcome) throw new Refused('conflict', { seq: outcome.conflict });
  return outcome;
}

/** The batch's chain, once it is known that whoever asks may write to it and what vouches for the batch's end is good. */
async function chainOf(
  work: Work,
  { head, events }: Batch,
  who: Pick<Credentials, 'device' | 'chain'>,
  now: number,
): Promise<Chain> {
  if ((head.chain === who.chain) !== 'head' in head) throw new Refused('not-signed');
  if ('opening' in head) return earlierChain(work, head, events, who.device, now);
  const chain = await work.selectFrom('chains').selectAll().where('id', '=', head.chain).executeTakeFirst();
  if (!chain) throw new Refused('not-signed');
  // The head is signed by the chain's key and signs the last event, and through its links all before it.
  const { head: signed } = head;
  const leaf = eventHash(events.at(-1) ?? new Uint8Array());
  const fits = signed.chain === chain.id && signed.seq === head.from + events.length - 1 && signed.head === leaf;
  if (chain.state !== 'frozen' && (!fits || !verifyHead(chain.public_key, signed))) throw new Refused('bad-head');
  return chain;
}

/** @returns the place in `again` from which on it is not what is held. */
async function firstRival(work: Work, chain: string, from: number, again: Uint8Array[]): Promise<number | null> {
  if (again.length === 0) return null;
  const held = await work
    .selectFrom('events')
    .select('bytes')
    .where('chain', '=', chain)
    .where('seq', '>=', from)
    .where('seq', '<', from + again.length)
    .orderBy('seq')
    .execute();
  // The bytes themselves: a hash beside them that somebody changed must not freeze a chain.
  const at = again.findIndex((bytes, index) => Buffer.compare(held[index]?.bytes ?? new Uint8Array(), bytes) !== 0);
  return at === -1 ? null : at;
}

/**
 * Two different events for one number: both are kept, the chain takes nothing more (design, section 8). The rival
 * history is kept as far as it came, linked up to the head that its key signed: that is the evidence.
 */
async function freeze(work: Work, chain: string, { head, events }: Batch, at: number, now: number): Promise<void> {
  const seq = head.from + at;
  const signed = 'head' in head ? head.head : null;
  const rivals = events.slice(at);
  const first = parseEvent(rivals[0] ?? new Uint8Array());
  if (!first.ok) throw new Refused('bad-chain', { seq });
  let tip: Tip = { chain, seq: seq - 1, head: first.value.prev };
  for (const bytes of rivals) {
    const next = checkNext(tip, bytes);
    if (!next.ok) throw new Refused('bad-chain', { seq: tip.seq + 1 });
    tip = next.value.tip;
    await work
      .insertInto('conflicts')
      .values({ chain, seq: tip.seq, leaf: tip.head, bytes, head: JSON.stringify(signed), received_at: now })
      .onConflict((conflict) => conflict.columns(['chain', 'seq', 'leaf']).doNothing())
      .execute();
  }
  await work.updateTable('chains').set({ state: 'frozen', conflict_seq: seq }).where('id', '=', chain).execute();
}

/** @returns the chain's last number after these events. */
async function takeNew(work: Work, chain: Chain, { head }: Batch, events: Uint8Array[], now: number): Promise<number> {
  if (events.length === 0) return Number(chain.seq);
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
    if (seq === 0) await checkFollows(work, next.value.event, chain.device);
    tip = next.value.tip;
    closed = next.value.event.type === 'chain.closed';
    rows.push({ chain: chain.id, seq, log_index: size + rows.length, leaf: tip.head, bytes, received_at: now });
  }
  await work.insertInto('events').values(rows).execute();
  if ('head' in head) {
    const { seq, time, signature } = head.head;
    await work.insertInto('heads').values({ chain: chain.id, seq, head: head.head.head, time, signature }).execute();
  }
  await appendLeaves(
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
  return tip.seq;
}

/** The event is of a known type and carries what that type declares; the first one names the chain's own key. */
function checkEvent(event: ChainEvent, publicKey: string): void {
  const { id, time, actor, type, outcome, data, seq } = event;
  if (!eventTypes.includes(type as EventType)) throw new Refused('unknown-type', { seq });
  if (!readAs(eventDraft, { id, time, actor, type, outcome, data }).success) throw new Refused('bad-chain', { seq });
  if ((seq === 0) !== (type === 'chain.opened')) throw new Refused('bad-chain', { seq });
  if (seq === 0 && data.publicKey !== publicKey) throw new Refused('bad-chain', { seq });
}

async function indicesOf(work: Work, chain: string, from: number, last: number): Promise<number[]> {
  const rows = await work
    .selectFrom('events')
    .select('log_index')
    .where('chain', '=', chain)
    .where('seq', '>=', from)
    .where('seq', '<=', last)
    .orderBy('seq')
    .execute();
  return rows.map(({ log_index: index }) => Number(index));
}
