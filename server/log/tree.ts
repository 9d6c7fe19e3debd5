import type { Transaction } from 'kysely';
import {
  appendLeaf,
  consistencyRanges,
  emptyFrontier,
  emptyRoot,
  frontierRoot,
  nodeHash,
  splitOf,
  type Frontier,
  type Hash,
  type LeafRange,
} from '../../shared/chain/merkle.ts';
import { rangesBeside } from '../../shared/chain/multiproof.ts';
import { Outrun, type Store } from '../store/database.ts';
import type { Schema } from '../store/schema.ts';

type Reader = Store | Transaction<Schema>;

const hex = (hash: Hash) => Buffer.from(hash).toString('hex');
const fromHex = (text: string): Hash => new Uint8Array(Buffer.from(text, 'hex'));

export async function logSize(db: Reader): Promise<number> {
  const row = await db.selectFrom('log_head').select('size').executeTakeFirstOrThrow();
  return Number(row.size);
}

/**
 * Appends leaves to the log inside the caller's transaction: the one row of `log_head` moves by compare-and-swap, so
 * that two writers can never give one index twice (design, section 9). @returns the new size and root.
 */
export async function appendLeaves(
  work: Transaction<Schema>,
  size: number,
  leaves: readonly string[],
  now: number,
): Promise<{ size: number; root: string }> {
  let frontier = await frontierOf(work, size);
  const nodes: Schema['nodes'][] = [];
  for (const leaf of leaves) {
    nodes.push({ height: 0, place: frontier.size, hash: leaf });
    frontier = appendLeaf(frontier, fromHex(leaf), (root, height, place) => {
      nodes.push({ height, place, hash: hex(root) });
    });
  }
  const moved = await work
    .updateTable('log_head')
    .set({ size: frontier.size })
    .where('size', '=', size)
    .executeTakeFirstOrThrow();
  if (Number(moved.numUpdatedRows) !== 1) throw new Outrun('the log moved under this transaction');
  // SQLite takes 32,766 values in one statement.
  for (let from = 0; from < nodes.length; from += 5000) {
    await work
      .insertInto('nodes')
      .values(nodes.slice(from, from + 5000))
      .execute();
  }
  const root = hex(frontierRoot(frontier));
  await work.insertInto('checkpoints').values({ size: frontier.size, root, made_at: now }).execute();
  return { size: frontier.size, root };
}

async function frontierOf(db: Reader, size: number): Promise<Frontier> {
  if (size === 0) return emptyFrontier;
  const hashes: Hash[] = [];
  let from = 0;
  for (let height = Math.floor(Math.log2(size)); height >= 0; height -= 1) {
    const width = 2 ** height;
    if (size - from < width) continue;
    hashes.push(await subtree(db, height, from / width));
    from += width;
  }
  return { size, hashes };
}

/** The root of the log at a size at which a batch ended. */
export async function rootAt(db: Reader, size: number): Promise<string> {
  if (size === 0) return hex(emptyRoot);
  const row = await db.selectFrom('checkpoints').select('root').where('size', '=', size).executeTakeFirstOrThrow();
  return row.root;
}

/** Proof that the log of `size` leaves continues the one of `known` leaves, hex (RFC 6962, 2.1.2). */
export async function consistencyProof(db: Reader, known: number, size: number): Promise<string[]> {
  return known > size ? [] : rootsOf(db, consistencyRanges(known, size));
}

/** Proof that the leaves at these indices, ascending, lie in the log of `size` leaves, hex (shared/chain/multiproof.ts). */
export function inclusionProof(db: Reader, indices: readonly number[], size: number): Promise<string[]> {
  return rootsOf(db, rangesBeside(indices, size));
}

async function rootsOf(db: Reader, ranges: LeafRange[]): Promise<string[]> {
  const roots: string[] = [];
  for (const range of ranges) roots.push(hex(await rootOfRange(db, range)));
  return roots;
}

/** A proof's range begins where a subtree of its width can begin, so it falls into complete subtrees. */
async function rootOfRange(db: Reader, { from, to }: LeafRange): Promise<Hash> {
  const width = to - from;
  const height = Math.log2(width);
  if (Number.isInteger(height)) return subtree(db, height, from / width);
  const middle = from + splitOf(width);
  return nodeHash(await rootOfRange(db, { from, to: middle }), await rootOfRange(db, { from: middle, to }));
}

async function subtree(db: Reader, height: number, place: number): Promise<Hash> {
  const row = await db
    .selectFrom('nodes')
    .select('hash')
    .where('height', '=', height)
    .where('place', '=', place)
    .executeTakeFirstOrThrow();
  return fromHex(row.hash);
}
