import { openCheckpoint } from '../../../shared/chain/checkpoint.ts';
import { verifyConsistency, verifyInclusion, type Hash } from '../../../shared/chain/merkle.ts';
import {
  batchReply,
  eventsType,
  maxBatchBytes,
  maxBatchEvents,
  paths,
  writeBatch,
  type BatchReply,
} from '../../../shared/sync/wire.ts';
import type { AuditLog, StoredEvent } from '../audit/types.ts';
import type { Enrolment } from './enrolment-store.ts';
import type { Exchange, ExchangeFailure } from './exchange.ts';

export type Sent =
  | { is: 'taken'; upTo: number; size: number; root: string }
  | { is: 'nothing' }
  /** Central's log does not continue what it once showed, or does not hold what it acknowledged. */
  | { is: 'inconsistent' }
  | { is: 'failed'; failure: ExchangeFailure };

/**
 * Sends what comes next, as much as fits into one batch, and checks central's answer: a checkpoint signed by the log's
 * key, which continues the last one and includes the last event that was sent (RFC 6962).
 */
export async function sendBatch(
  audit: AuditLog,
  exchange: Exchange,
  enrolment: Enrolment,
  signal: AbortSignal,
): Promise<Sent> {
  const from = audit.syncedUpTo() + 1;
  const events = fitting(audit.after(from - 1, maxBatchEvents));
  const last = events.at(-1);
  if (!last) return { is: 'nothing' };
  const bytes = writeBatch(
    { v: 1, chain: audit.chain, from, count: events.length, head: audit.signHead(last), known: enrolment.size },
    events.map((event) => event.bytes),
  );
  const reply = await exchange.post(enrolment, paths.events, eventsType, bytes, batchReply, signal);
  if (!reply.ok) return { is: 'failed', failure: reply.failure };
  const checked = checkReply(reply.value, enrolment, last.leaf);
  return checked ? { is: 'taken', upTo: Math.min(reply.value.upTo, last.seq), ...checked } : { is: 'inconsistent' };
}

function fitting(events: StoredEvent[]): StoredEvent[] {
  let bytes = 0;
  const end = events.findIndex((event) => (bytes += event.bytes.length) > maxBatchBytes);
  return end <= 0 ? events : events.slice(0, end);
}

function checkReply(reply: BatchReply, enrolment: Enrolment, leaf: string): { size: number; root: string } | null {
  const checkpoint = openCheckpoint(reply.checkpoint, enrolment.origin, enrolment.logKey);
  if (!checkpoint.ok) return null;
  const { size, root } = checkpoint.value;
  const old = { size: enrolment.size, root: fromHex(enrolment.root) };
  if (!verifyConsistency(old, { size, root }, reply.consistency.map(fromHex))) return null;
  const { index, proof } = reply.included;
  if (!verifyInclusion(fromHex(leaf), index, size, proof.map(fromHex), root)) return null;
  return { size, root: Buffer.from(root).toString('hex') };
}

const fromHex = (text: string): Hash => new Uint8Array(Buffer.from(text, 'hex'));
