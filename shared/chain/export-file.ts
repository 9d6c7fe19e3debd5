import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instant, personId } from '../people.ts';
import { canonicalText } from './canonical.ts';
import { hash } from './hash.ts';
import { signedHead, type SignedHead } from './head.ts';

/**
 * An exported log is a text file of lines (JSON, UTF-8, one "\n" after each):
 *
 *     {"kind":"cleandesk-export","v":1,…}      who wrote it, when
 *     {"kind":"chain","chain":…,"publicKey":…} begins a chain; one section for each chain
 *     {"actor":…,"chain":…,"data":…,…}         an event: exactly the bytes that were hashed
 *     {"kind":"head",…}                        a signature, right after the event that it signs
 *     {"kind":"conflict",…}                    a second history that the chain's key signed (from central): right after the
 *                                              event that it contradicts, event by event, up to the one that is signed
 *     {"kind":"end","chains":…,"events":…,"sha256":…}  SHA-256 of every byte before this line
 *     {"kind":"name",…} {"kind":"text",…}      appendix: may be cut away without harm to the proof
 *
 * Whoever does not trust our verifier needs sha256sum and any Ed25519: an event's hash is SHA-256(0x00 ‖ its line),
 * the next event's `prev` repeats it, and a head signs it.
 */
const exportHeader = z.strictObject({
  kind: z.literal('cleandesk-export'),
  v: z.literal(1),
  by: z.enum(['console', 'central']),
  version: z.string().max(64),
  made: instant,
});
export type ExportHeader = z.infer<typeof exportHeader>;

const exportChain = z.strictObject({ kind: z.literal('chain'), chain: z.uuid(), publicKey: z.string().max(64) });
const exportHead = signedHead.extend({ kind: z.literal('head') });
export const exportConflict = z.strictObject({
  kind: z.literal('conflict'),
  chain: z.uuid(),
  seq: z.int().nonnegative(),
  /** base64url of the other event's bytes. */
  event: z.string(),
  /** The signed head that ends the second history; null: it goes on in the next line. */
  head: signedHead.nullable(),
});
const exportEnd = z.strictObject({
  kind: z.literal('end'),
  chains: z.int().nonnegative(),
  events: z.int().nonnegative(),
  sha256: hash,
});
const exportName = z.strictObject({ kind: z.literal('name'), person: personId, name: z.string() });
const exportText = z.strictObject({ kind: z.literal('text'), digest: hash, salt: hash, text: z.string() });

/** Every line that is not an event. */
export const exportLine = z.discriminatedUnion('kind', [
  exportHeader,
  exportChain,
  exportHead,
  exportConflict,
  exportEnd,
  exportName,
  exportText,
]);
export type ExportLine = z.infer<typeof exportLine>;

/** A conflict's event in base64url, and room around it: no line of an export is longer. */
export const maxLineBytes = 90_000;

/**
 * Makes the lines of one export, in order; the caller sends each on as it likes, so that a log larger than the memory
 * can be exported.
 */
export function createExportWriter(header: Omit<ExportHeader, 'kind' | 'v'>) {
  const digest = createHash('sha256');
  let chains = 0;
  let events = 0;
  const line = (bytes: Uint8Array): Buffer => {
    const whole = Buffer.concat([bytes, newline]);
    digest.update(whole);
    return whole;
  };
  return {
    start: (): Buffer => line(jsonLine({ kind: 'cleandesk-export', v: 1, ...header })),
    chain: (chain: string, publicKey: string): Buffer => {
      chains += 1;
      return line(jsonLine({ kind: 'chain', chain, publicKey }));
    },
    /** @param bytes the event's exact bytes. */
    event: (bytes: Uint8Array): Buffer => {
      events += 1;
      return line(bytes);
    },
    /** Belongs right after the event that it signs. */
    head: (head: SignedHead): Buffer => line(jsonLine({ kind: 'head', ...head })),
    conflict: (chain: string, seq: number, bytes: Uint8Array, head: SignedHead | null): Buffer =>
      line(jsonLine({ kind: 'conflict', chain, seq, event: Buffer.from(bytes).toString('base64url'), head })),
    end: (): Buffer => {
      const sha256 = digest.copy().digest('hex');
      return line(jsonLine({ kind: 'end', chains, events, sha256 }));
    },
    name: (person: string, name: string): Buffer => line(jsonLine({ kind: 'name', person, name })),
    text: (digestHex: string, salt: string, text: string): Buffer =>
      line(jsonLine({ kind: 'text', digest: digestHex, salt, text })),
  };
}

const newline = Buffer.from('\n');

function jsonLine(value: ExportLine): Buffer {
  return Buffer.from(canonicalText(value) ?? '', 'utf8');
}
