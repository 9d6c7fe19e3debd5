import type { z } from 'zod';
import type { SignedHead } from '../../../shared/chain/head.ts';
import type { chainState } from '../../../shared/console-state.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import type { ActivityRow, DeskContract } from '../../../shared/contract/ipc.ts';
import type { EventData, EventDraft, EventType } from '../../../shared/events/index.ts';
import type { Result } from '../../../shared/result.ts';
import type { RequestOf } from '../../../shared/rpc.ts';
import type { FoundRollback } from './rollbacks.ts';

export type ChainState = z.infer<typeof chainState>;

/** What Activity asks, and the zone in which a site date begins and ends. */
export type ActivityQuery = RequestOf<DeskContract, 'activity.page'> & { zone: string };

export type Proof = { length: number; whole: boolean; firstWrong: number | null };

/** One event for the sync: its exact bytes and its leaf hash (hex). */
export type StoredEvent = { seq: number; bytes: Uint8Array; leaf: string };

/** What central has not acknowledged of one chain: its next events. */
export type Unsent = {
  chain: string;
  /** The last seq of that chain that central has acknowledged; −1: none. */
  synced: number;
  events: StoredEvent[];
  /** Of an earlier chain: the first event of the chain that follows it, which vouches for its end. */
  opening: Uint8Array | null;
};

/** The desk's tamper-evident log (design, section 8). Every write throws when the disk does not take it. */
export type AuditLog = {
  /** Runs work in one transaction of desk.db; events recorded inside are committed with it or not at all. Re-entrant. */
  transaction<Value>(work: () => Value): Value;
  /** Chains one event now (own transaction, or the running one). `time` defaults to the clock, `actor` to nobody. */
  record<T extends EventType>(
    type: T,
    data: EventData<T>,
    more?: { actor?: string | null; outcome?: EventDraft['outcome']; time?: number },
  ): void;
  /** Stores free text beside the log and returns its salted digest for an event's data. */
  keepText(text: string): string;
  /** @returns null when it was erased or never kept. */
  textOf(digest: string): string | null;
  /** Destroys a text and its salt: what the log still holds can no longer be matched with anything. */
  eraseText(digest: string): void;
  /**
   * Children's outbox: appends once per draft id, in one transaction, noticing gaps and forged numbers.
   * @returns false if it could not append: nothing of it was, and sign-in is to be refused (fail closed).
   */
  accept(entries: OutboxEntry[]): boolean;
  /**
   * Signs the head as it now stands (lock, sign-out, export), or as it stood with this event (a batch that does not
   * reach the end), and keeps the signature. The event must come from `after`.
   */
  signHead(upTo?: StoredEvent): SignedHead;
  state(): ChainState;
  /** Newest first. `seq` of a row is its place in this desk's log over all its chains; `texts` is keyed by digest. */
  page(query: ActivityQuery, nameOf: (id: string) => string | null): { rows: ActivityRow[]; more: boolean };
  /** Walks every event of every chain, in slices, so that a lock is not kept waiting. `firstWrong` as `seq` in `page`. */
  prove(): Promise<Proof>;
  /** The whole log as a file that `npm run verify -- FILE` proves, its head signed now. */
  exportLog(): Uint8Array;
  /** Events of the present chain after `seq`, in order. */
  after(seq: number, limit: number): StoredEvent[];
  /** The last seq of the present chain that central has acknowledged; −1: none. */
  syncedUpTo(): number;
  /** Sets it, also lower, for the present chain or an earlier one. */
  markSynced(seq: number, chain?: string): void;
  /** What to send next, of the oldest chain that has something to send; null: central has everything. */
  unsent(limit: number): Unsent | null;
  /** How many events over all chains central has not acknowledged. */
  waiting(): number;
  /** Central holds another history of this chain: its events are not offered again. */
  markDisputed(chain: string): void;
  /** Everything is unsent again: for another central, or one that forgot. */
  markUnsent(): void;
  /** Closes the present chain, signed, and goes on with a new one that follows it: central holds a rival history. */
  beginChain(): Promise<Result<null, 'storage'>>;
  /** Something in desk.db was not as this desk had left it, and no lead has seen it yet; with the copy's path. */
  rolledBack(): FoundRollback | null;
  /** A lead, or with `actor` null the owner's kit, has seen it. */
  acceptRollback(via: 'lead' | 'kit', actor: string | null): void;
  /** Resolves when the keychain knows what was signed so far. */
  anchored(): Promise<void>;
  /** Called soon after events were appended, once for all of them. @returns the way to stop it. */
  onAppended(listener: () => void): () => void;
  /** The present chain. */
  readonly chain: string;
  /** base64url of the raw Ed25519 key. */
  readonly publicKey: string;
  /** Ed25519 by the chain's key. The bytes must begin with a domain line of their own, never with that of a head. */
  sign(bytes: Uint8Array): Uint8Array;
  close(): void;
};
