import { setImmediate } from 'node:timers/promises';
import { parseEvent, type ChainEvent } from '../../../shared/chain/event.ts';
import { verifyHead } from '../../../shared/chain/head.ts';
import { eventHash, noHash } from '../../../shared/chain/hash.ts';
import { checkNext } from '../../../shared/chain/link.ts';
import { leafHash, sameHash } from '../../../shared/chain/merkle.ts';
import { walkChain, type ChainWalk } from '../../../shared/chain/walk.ts';
import { columnsOf, type ChainRow, type ChainStore, type EventRow } from './chain-store.ts';
import type { Proof } from './types.ts';

/** Events taken between two looks at the time, and how long main may be kept from everything else at a stretch. */
const batch = 50;
const sliceMs = 8;

/**
 * Walks every event of every chain: bytes against columns, link by link, signature by signature, each chain against
 * the one that it follows. It lets go of the thread every few milliseconds, because a lock must not wait for a proof.
 */
export async function proveLog(store: ChainStore): Promise<Proof> {
  const length = store.length();
  const wrong = (at: number): Proof => ({ length, whole: false, firstWrong: at });
  const walker = createWalker(store);
  let since = performance.now();
  for (let at = 0; at < length;) {
    const rows = store.from(at, Math.min(batch, length - at));
    if (rows.length === 0) return wrong(at);
    for (const row of rows) {
      if (row.at !== at) return wrong(at);
      if (!walker.take(row)) return wrong(blame(store, row));
      at += 1;
    }
    if (performance.now() - since > sliceMs) {
      await setImmediate();
      since = performance.now();
    }
  }
  return walker.complete() ? { length, whole: true, firstWrong: null } : wrong(length);
}

/** Proves the beginning and the end of the newest chain, at every start: its key, last link and last signature. */
export function proveEnds(store: ChainStore, chain: ChainRow): boolean {
  const first = chain.firstAt;
  const [opened] = first === null ? [] : store.from(first, 1);
  if (first === null || !opened || !isRow(opened, walkChain(chain.id, chain.publicKey).event(opened.bytes)))
    return false;
  const end = store.length();
  const [before, last] = end - first === 1 ? [undefined, opened] : store.from(end - 2, 2);
  const tip = { chain: chain.id, seq: end - first - 2, head: before?.leaf.toString('hex') ?? noHash };
  const next = last && checkNext(tip, last.bytes);
  if (!next?.ok || !isRow(last, { ok: true, value: next.value.event })) return false;
  const head = store.lastHead(chain);
  if (!head) return true;
  const [signed] = store.from(first + head.seq, 1);
  return signed?.leaf.toString('hex') === head.head && verifyHead(chain.publicKey, head);
}

/**
 * Where a row does not link to the one before it, either may have been altered. It was the one before if the row after
 * still carries this one's hash.
 */
function blame(store: ChainStore, row: EventRow): number {
  const [before, , after] = row.at > 0 ? store.from(row.at - 1, 3) : [];
  const here = parseEvent(row.bytes);
  const next = after && parseEvent(after.bytes);
  const isNeighbour = here.ok && before?.chain === row.chain && before.seq === here.value.seq - 1;
  const isLinked = isNeighbour && here.value.prev === eventHash(before.bytes);
  const isConfirmed = next?.ok && next.value.prev === eventHash(row.bytes);
  return isNeighbour && !isLinked && isConfirmed ? row.at - 1 : row.at;
}

function createWalker(store: ChainStore) {
  const chains = store.chains().filter(({ state }) => state === 'open' || state === 'closed');
  let place = -1;
  let walk: ChainWalk | null = null;

  /** Nothing signed or sent by the chain walked last may lie beyond its end: that would be a tail cut off. */
  const isEnded = (): boolean => {
    const chain = chains[place];
    if (!chain || !walk) return true;
    return Math.max(store.lastHead(chain)?.seq ?? -1, chain.synced) <= walk.tip().seq;
  };

  const begin = (row: EventRow): ChainWalk | null => {
    const before = walk;
    if (!isEnded() || (before && !before.closed())) return null;
    place += 1;
    const chain = chains[place];
    if (chain?.ordinal !== row.chain) return null;
    const next = walkChain(chain.id, chain.publicKey);
    const opened = next.event(row.bytes);
    const follows = next.opening()?.follows ?? null;
    const tip = before?.tip() ?? null;
    const continues = follows?.chain === tip?.chain && follows?.seq === tip?.seq && follows?.head === tip?.head;
    return isRow(row, opened) && continues ? next : null;
  };

  return {
    take: (row: EventRow): boolean => {
      if (row.chain === chains[place]?.ordinal && walk) {
        if (!isRow(row, walk.event(row.bytes))) return false;
      } else {
        walk = begin(row);
      }
      const [chain, current] = [chains[place], walk];
      return !!chain && !!current && store.heads(chain, row.seq, row.seq).every((head) => current.head(head).ok);
    },
    complete: (): boolean => isEnded() && place === chains.length - 1,
  };
}

/** Whether the columns say what the bytes say. */
function isRow(row: EventRow, event: { ok: true; value: ChainEvent } | { ok: false }): boolean {
  if (!event.ok) return false;
  const { id, time, type, actor, subject } = columnsOf(event.value);
  return (
    row.seq === event.value.seq &&
    row.time === time &&
    row.type === type &&
    row.id.equals(id) &&
    isSameId(row.actor, actor) &&
    isSameId(row.subject, subject) &&
    sameHash(row.leaf, leafHash(row.bytes))
  );
}

function isSameId(left: Buffer | null, right: Buffer | null): boolean {
  return left === null || right === null ? left === right : left.equals(right);
}
