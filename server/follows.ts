import { parseEvent, type ChainEvent } from '../shared/chain/event.ts';
import { eventHash, noHash } from '../shared/chain/hash.ts';
import { eventData, type EventData } from '../shared/events/index.ts';
import { readAs } from '../shared/read-as.ts';
import type { BatchHead } from '../shared/sync/wire.ts';
import { Refused } from './api/refusal.ts';
import type { Work } from './store/database.ts';
import type { Chain } from './store/schema.ts';

type EarlierHead = Extract<BatchHead, { opening: string }>;

/**
 * The earlier chain of a device of which the chain that follows it brings what is missing. The device has signed the
 * request, and events of its earlier chain end where the follower's first event says that they end. A chain that
 * central never had is taken on the same word, under the key that its own first event names.
 */
export async function earlierChain(
  work: Work,
  { chain: id, from, opening }: EarlierHead,
  events: Uint8Array[],
  device: string,
  now: number,
): Promise<Chain> {
  const last = from + events.length - 1;
  const follows = openedBy(Buffer.from(opening, 'utf8'))?.follows;
  const reaches = follows?.chain === id && last <= follows.seq;
  if (!reaches || (last === follows.seq && eventHash(events.at(-1) ?? new Uint8Array()) !== follows.head)) {
    throw new Refused('bad-chain', { seq: last });
  }
  const known = await work.selectFrom('chains').selectAll().where('id', '=', id).executeTakeFirst();
  if (known) {
    if (!(await speaksFor(work, device, known.device))) throw new Refused('device-known');
    return known;
  }
  if (from > 0) throw new Refused('gap', { next: 0 });
  const first = openedBy(events[0] ?? new Uint8Array());
  if (!first) throw new Refused('bad-chain', { seq: 0 });
  const chain = {
    id,
    device,
    public_key: first.publicKey,
    seq: -1,
    head: noHash,
    conflict_seq: null,
    enrolled_at: now,
  };
  await work
    .insertInto('chains')
    .values({ ...chain, state: 'open' })
    .execute();
  return { ...chain, state: 'open' };
}

/**
 * A chain may say that it follows another one of its own device, and only where that one ends; else a desk could spoil
 * the proof of another desk's chain. A frozen chain ends nowhere: central holds two histories of it. What is followed
 * takes nothing more.
 */
export async function checkFollows(work: Work, first: ChainEvent, device: string): Promise<void> {
  const { follows } = first.data as EventData<'chain.opened'>;
  if (follows === null) return;
  const { chain, seq, head } = follows;
  const held = await work.selectFrom('chains').selectAll().where('id', '=', chain).executeTakeFirst();
  const ends = held?.state === 'frozen' || (Number(held?.seq) === seq && held?.head === head);
  if (!held || !ends || !(await speaksFor(work, device, held.device))) throw new Refused('bad-chain', { seq: 0 });
  if (held.state === 'open')
    await work.updateTable('chains').set({ state: 'closed' }).where('id', '=', chain).execute();
}

/** Whether this device is that one, or came in its place. */
async function speaksFor(work: Work, device: string, owner: string): Promise<boolean> {
  if (device === owner) return true;
  const row = await work.selectFrom('devices').select('succeeds').where('id', '=', device).executeTakeFirst();
  return row?.succeeds === owner;
}

function openedBy(bytes: Uint8Array): EventData<'chain.opened'> | null {
  const event = parseEvent(bytes);
  if (!event.ok || event.value.type !== 'chain.opened') return null;
  const data = readAs(eventData['chain.opened'], event.value.data);
  return data.success ? data.data : null;
}
