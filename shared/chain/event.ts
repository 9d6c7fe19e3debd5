import { z } from 'zod';
import type { EventDraft } from '../events/index.ts';
import { parseJson } from '../json.ts';
import { instant, personId } from '../people.ts';
import { readAs } from '../read-as.ts';
import { fail, ok, type Result } from '../result.ts';
import { canonicalText } from './canonical.ts';
import { isDeeperThan } from './depth.ts';
import { hash } from './hash.ts';

/** Longest event in bytes: what one entry of the public log format can carry (C2SP tlog-tiles, 16-bit lengths). */
export const maxEventBytes = 65_535;
/**
 * How deep an event's objects and arrays may lie in each other: a change of the shifts, the deepest type, needs 6. Its
 * readers recurse, and data from somebody else must not end their stack.
 */
export const maxEventDepth = 32;

/**
 * One event as it is chained. Which data a type carries is declared in shared/events; a verifier must prove chains of
 * newer versions too, so the type is not checked here.
 */
export const chainEvent = z.strictObject({
  v: z.literal(1),
  id: z.uuid(),
  chain: z.uuid(),
  seq: z.int().nonnegative(),
  time: instant,
  actor: personId.nullable(),
  type: z.string().min(1).max(64),
  outcome: z.enum(['ok', 'refused', 'failed']),
  data: z.record(z.string(), z.unknown()),
  prev: hash,
});
export type ChainEvent = z.infer<typeof chainEvent>;

/** Puts a draft into its place in a chain. Its members are in the order in which they are written (canonical.ts). */
export function placeEvent(
  { actor, data, id, outcome, time, type }: EventDraft,
  chain: string,
  seq: number,
  prev: string,
): ChainEvent {
  return { actor, chain, data, id, outcome, prev, seq, time, type, v: 1 };
}

/**
 * The bytes of an event: its RFC 8785 (JCS) form in UTF-8. Throws for what JSON cannot carry (lone surrogates, NaN),
 * for a key `__proto__`, and for more than `maxEventBytes` or `maxEventDepth`.
 */
export function eventBytes(event: ChainEvent): Buffer {
  const text = canonicalText(event) ?? '';
  if (protoKey.test(text)) throw new RangeError('an event with a key that no schema sees cannot be chained');
  if (isDeeperThan(maxEventDepth, text)) throw new RangeError('an event as deep as that cannot be chained');
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > maxEventBytes) throw new RangeError(`an event of ${bytes.length} bytes cannot be chained`);
  return bytes;
}

export type EventFault = 'too-long' | 'not-text' | 'not-canonical' | 'not-an-event';

/** Reads an event back; only the one canonical form of an event is accepted, so bytes and meaning cannot part. */
export function parseEvent(bytes: Uint8Array): Result<ChainEvent, EventFault> {
  if (bytes.length > maxEventBytes) return fail('too-long');
  const text = decode(bytes);
  if (text === null) return fail('not-text');
  const value = parseJson(text);
  if (value === undefined) return fail('not-canonical');
  if (isDeeperThan(maxEventDepth, text)) return fail('not-an-event');
  if (canonical(value) !== text) return fail('not-canonical');
  if (protoKey.test(text)) return fail('not-an-event');
  const event = readAs(chainEvent, value);
  return event.success ? ok(event.data) : fail('not-an-event');
}

/**
 * A key that zod overlooks, so that anything could be written under it. In the canonical form a key stands right after
 * "{" or ",", and nothing inside a text looks like that, because there a quotation mark is escaped.
 */
const protoKey = /[{,]"__proto__":/;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function canonical(value: unknown): string | undefined {
  try {
    return canonicalText(value);
  } catch {
    return undefined;
  }
}
