import { z } from 'zod';
import { noHash } from '../../../shared/chain/hash.ts';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { readItem } from '../../../shared/keychain/read-item.ts';
import type { ChainStore } from './chain-store.ts';

const item = 'anchor:chain';

/** How far this desk's log had come when it was last signed (design, section 3). `seq` −1: a chain without an event. */
const chainAnchor = z.strictObject({
  chain: z.uuid(),
  seq: z.int().min(-1),
  head: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ChainAnchor = z.infer<typeof chainAnchor>;

/** @returns `unreadable` for an item that says nothing: it holds against every log. Throws `KeychainError`. */
export const readChainAnchor = (keychain: Keychain) => readItem(keychain, item, chainAnchor);

/** Before the first event of a first chain, so that a log without an anchor is never a new one. Throws `KeychainError`. */
export async function anchorNewChain(keychain: Keychain, chain: string): Promise<void> {
  await keychain.set(item, JSON.stringify({ chain, seq: -1, head: noHash } satisfies ChainAnchor));
}

/** Whether the log still holds the event that the anchor names. It may have gone on since: not every event is anchored. */
export function holdsAnchor(store: ChainStore, { chain, seq, head }: ChainAnchor): boolean {
  const row = store.chains().find(({ id }) => id === chain);
  if (!row || seq === -1) return row !== undefined;
  if (row.firstAt === null) return false;
  const [event] = store.from(row.firstAt + seq, 1);
  return event?.chain === row.ordinal && event.seq === seq && event.leaf.toString('hex') === head;
}

export type ChainAnchorKeeper = {
  /** Soon brings the keychain up to the log, once for all that asked meanwhile. */
  follow(): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
};

/**
 * Brings the keychain up to what the log then holds. It never waits in a transaction, which is synchronous: what is
 * read afterwards is committed, and an anchor is never ahead of its log.
 * @param tip null once the log is closed.
 */
export function createChainAnchorKeeper(keychain: Keychain, tip: () => ChainAnchor | null): ChainAnchorKeeper {
  let waiting = false;
  let turn: Promise<void> = Promise.resolve();
  let written = '';
  const write = async (): Promise<void> => {
    waiting = false;
    const anchor = JSON.stringify(tip());
    if (anchor === 'null' || anchor === written) return;
    await keychain.set(item, anchor);
    written = anchor;
  };
  return {
    follow: () => {
      if (waiting) return;
      waiting = true;
      // Where the keychain or the disk is silent, the older anchor is still true, and the next lock brings it up.
      turn = turn.then(write).catch(() => undefined);
    },
    settled: () => turn,
  };
}
