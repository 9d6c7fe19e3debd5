import { z } from 'zod';
import { hash } from '../chain/hash.ts';
import { signedHead } from '../chain/head.ts';
import { parseJson } from '../json.ts';
import { instant } from '../people.ts';
import { readAs } from '../read-as.ts';
import { origin, publicKey } from './token.ts';

/** Console ↔ central, version 1. Both sides validate what they receive by these schemas. */
export const paths = { enrol: '/v1/enrol', events: '/v1/events' } as const;

/** One batch carries at most this much; a longer queue goes in several. */
export const maxBatchEvents = 500;
export const maxBatchBytes = 1_048_576;
/** Largest body central reads: a full batch, its line breaks and its first line. */
export const maxEventsBody = maxBatchBytes + 65_536 + maxBatchEvents + 4096;

/** Opens a device's door. The request's own signature proves that the device holds the chain's key. */
export const enrolRequest = z.strictObject({
  v: z.literal(1),
  secret: z.string().max(64),
  device: z.uuid(),
  chain: z.uuid(),
  publicKey,
  kind: z.enum(['product', 'preview']),
  version: z.string().max(40),
  site: z.string().max(80),
});
export type EnrolRequest = z.infer<typeof enrolRequest>;

/** A checkpoint as C2SP's signed note. */
const note = z.string().max(4000);

export const enrolReply = z.strictObject({ v: z.literal(1), origin, checkpoint: note });

/**
 * First line of a batch. The lines after it are the events' exact bytes from seq `from` on, in order (RFC 8785 has no
 * line breaks). `known` is the size of the last checkpoint that the console holds: central proves that its log still
 * begins with that.
 */
const batchFrame = {
  v: z.literal(1),
  chain: z.uuid(),
  from: z.int().nonnegative(),
  count: z.int().positive().max(maxBatchEvents),
  known: z.int().nonnegative(),
};
/** Of the chain that asks: `head` signs the last event, and so all that went before. */
const ownBatch = z.strictObject({ ...batchFrame, head: signedHead });
/**
 * Of an earlier chain of the same device, whose key may be lost: `opening` is the first event of the chain that follows
 * it, as text. What that says of the earlier chain's end is its proof.
 */
const earlierBatch = z.strictObject({ ...batchFrame, opening: z.string().max(8000) });
export const batchHead = z.union([ownBatch, earlierBatch]);
export type BatchHead = z.infer<typeof batchHead>;

export const eventsType = 'application/x-ndjson';

const proof = z.array(hash).max(64);

/** Everything up to `upTo` is durable; `included` proves where each of the batch's events lies in the log. */
export const batchReply = z.strictObject({
  v: z.literal(1),
  upTo: z.int().min(-1),
  checkpoint: note,
  consistency: proof,
  included: z.strictObject({
    indices: z.array(z.int().nonnegative()).max(maxBatchEvents),
    /** One proof for all of them (shared/chain/multiproof.ts). */
    proof: z.array(hash).max(maxBatchEvents * 64),
  }),
});
export type BatchReply = z.infer<typeof batchReply>;

/** Why central refused; each is one HTTP status. */
export const refusals = {
  malformed: 400, // not what the schema says
  'not-signed': 401, // no or wrong signature, or a device that is not enrolled
  clock: 401, // signed at another time than central's
  replay: 401, // this request was already taken
  secret: 403, // enrolment secret wrong, used or expired
  preview: 403, // a preview, and this central takes none
  'device-known': 403, // this chain came with another key, or from another device
  'device-token': 403, // this device is known, and not by this chain: the token must name it
  'chain-closed': 403, // the event at `seq` stands after the one that closed the chain
  'not-found': 404,
  gap: 409, // events are missing before these; `next` is the seq to go on with
  conflict: 409, // two different events for `seq`; the chain is frozen
  'too-large': 413,
  'bad-chain': 422, // an event or a link of the batch is wrong, at `seq`
  'unknown-type': 422, // an event at `seq` that this central does not know: it is older than the console
  'bad-head': 422, // the signed head is not that of the batch's last event
  'too-many': 429,
  internal: 500,
} as const;
export type Refusal = keyof typeof refusals;

export const refusalReply = z.strictObject({
  code: z.enum(Object.keys(refusals) as [Refusal, ...Refusal[]]),
  /** Central's time: a console whose clock is wrong retries with it. */
  time: instant,
  seq: z.int().nonnegative().optional(),
  next: z.int().nonnegative().optional(),
});
export type RefusalReply = z.infer<typeof refusalReply>;

/** The body of a batch as it goes over the wire. */
export function writeBatch(head: BatchHead, events: Uint8Array[]): Uint8Array {
  const newline = Buffer.from('\n');
  return Buffer.concat([Buffer.from(JSON.stringify(head), 'utf8'), ...events.flatMap((bytes) => [newline, bytes])]);
}

/** @returns null when the first line or the number of events is not what the schema says. */
export function readBatch(body: Uint8Array): { head: BatchHead; events: Uint8Array[] } | null {
  const [first, ...events] = splitLines(body);
  const head = readAs(batchHead, parseJson(first ?? ''));
  return head.success && head.data.count === events.length ? { head: head.data, events } : null;
}

function splitLines(body: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from <= body.length && lines.length <= maxBatchEvents + 1;) {
    const end = body.indexOf(10, from);
    lines.push(body.subarray(from, end === -1 ? body.length : end));
    if (end === -1) break;
    from = end + 1;
  }
  return lines;
}
