import { openCheckpoint } from '../../../shared/chain/checkpoint.ts';
import { verifyConsistency, type Hash } from '../../../shared/chain/merkle.ts';
import { verifyInclusions } from '../../../shared/chain/multiproof.ts';
import {
  batchReply,
  eventsType,
  maxBatchBytes,
  maxBatchEvents,
  paths,
  writeBatch,
  type BatchHead,
  type BatchReply,
} from '../../../shared/sync/wire.ts';
import type { AuditLog, StoredEvent, Unsent } from '../audit/types.ts';
import type { Enrolment } from './enrolment-store.ts';
import type { Exchange, ExchangeFailure } from './exchange.ts';

export type Sent =
  | { is: 'taken'; batch: Unsent; upTo: number; size: number; root: string }
  | { is: 'nothing' }
  /** Central's log does not continue what it once showed, or does not hold what it acknowledged. */
  | { is: 'inconsistent' }
  | { is: 'failed'; batch: Unsent; failure: ExchangeFailure };

/**
 * Sends what comes next, as much as fits into one batch, and checks central's answer: a checkpoint signed by the log's
 * key, which continues the last one and includes every event that was sent (RFC 6962).
 */
export async function sendBatch(
  audit: AuditLog,
  exchange: Exchange,
  enrolment: Enrolment,
  signal: AbortSignal,
): Promise<Sent> {
  const batch = audit.unsent(maxBatchEvents);
  const events = fitting(batch?.events ?? []);
  const last = events.at(-1);
  if (!batch || !last) return { is: 'nothing' };
  const { chain, opening } = batch;
  const frame = { v: 1 as const, chain, from: batch.synced + 1, count: events.length, known: enrolment.size };
  const head: BatchHead = opening
    ? { ...frame, opening: Buffer.from(opening).toString('utf8') }
    : { ...frame, head: audit.signHead(last) };
  const bytes = writeBatch(
    head,
    events.map((event) => event.bytes),
  );
  const reply = await exchange.post(enrolment, paths.events, eventsType, bytes, batchReply, signal);
  if (!reply.ok) return { is: 'failed', batch, failure: reply.failure };
  const checked = checkReply(
    reply.value,
    enrolment,
    events.map((event) => event.leaf),
  );
  // Acknowledging less than what was sent is no protocol: whoever believed it would send the same for ever.
  if (!checked || reply.value.upTo < last.seq) return { is: 'inconsistent' };
  return { is: 'taken', batch, upTo: last.seq, ...checked };
}

function fitting(events: StoredEvent[]): StoredEvent[] {
  let bytes = 0;
  const end = events.findIndex((event) => (bytes += event.bytes.length) > maxBatchBytes);
  return end <= 0 ? events : events.slice(0, end);
}

function checkReply(reply: BatchReply, enrolment: Enrolment, leaves: string[]): { size: number; root: string } | null {
  const checkpoint = openCheckpoint(reply.checkpoint, enrolment.origin, enrolment.logKey);
  if (!checkpoint.ok) return null;
  const { size, root } = checkpoint.value;
  const old = { size: enrolment.size, root: fromHex(enrolment.root) };
  if (!verifyConsistency(old, { size, root }, reply.consistency.map(fromHex))) return null;
  const { indices, proof } = reply.included;
  if (!verifyInclusions(leaves.map(fromHex), indices, size, proof.map(fromHex), root)) return null;
  return { size, root: Buffer.from(root).toString('hex') };
}

const fromHex = (text: string): Hash => new Uint8Array(Buffer.from(text, 'hex'));
