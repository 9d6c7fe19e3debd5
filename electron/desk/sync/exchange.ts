import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { parseJson } from '../../../shared/json.ts';
import { readAs } from '../../../shared/read-as.ts';
import { requestBytes, writeCredentials } from '../../../shared/sync/signed-request.ts';
import { refusalReply, type RefusalReply } from '../../../shared/sync/wire.ts';
import type { AuditLog } from '../audit/types.ts';
import { pinnedPost } from './pinned-request.ts';

/** Where central is and how it is known. */
export type Peer = { url: string; keyPin: string; origin: string };

export type ExchangeFailure =
  | { code: 'unreachable' }
  | { code: 'wrong-identity' }
  | { code: 'odd-reply' } // it answered, but nothing that the protocol knows
  | { code: 'refused'; refusal: RefusalReply };

export type Exchange = {
  post<Value>(
    peer: Peer,
    path: string,
    type: string,
    body: Uint8Array,
    schema: z.ZodType<Value>,
    signal: AbortSignal,
  ): Promise<Answered<Value>>;
};

export type Answered<Value> = { ok: true; value: Value } | { ok: false; failure: ExchangeFailure };

/**
 * Signed requests to central (design, section 9). Where central says that our clock is off, the request is signed once
 * more by central's time; `onOffset` hears of it.
 */
export function createExchange(deps: {
  audit: Pick<AuditLog, 'chain' | 'sign'>;
  clock: Clock;
  deviceId: () => string;
  onOffset: (milliseconds: number) => void;
}): Exchange {
  let offset = 0;

  const send = (peer: Peer, path: string, type: string, body: Uint8Array, signal: AbortSignal) => {
    const who = {
      device: deps.deviceId(),
      chain: deps.audit.chain,
      time: Math.max(0, deps.clock.now() + offset),
      id: randomUUID(),
    };
    const facts = { method: 'POST', path, body, audience: peer.origin };
    const signature = Buffer.from(deps.audit.sign(requestBytes(facts, who))).toString('base64url');
    const headers = { 'content-type': type, authorization: writeCredentials({ ...who, signature }) };
    return pinnedPost({ url: peer.url, path, keyPin: peer.keyPin, headers, body, signal });
  };

  return {
    post: async (peer, path, type, body, schema, signal) => {
      for (const isLast of [false, true]) {
        const reply = await send(peer, path, type, body, signal);
        if (typeof reply === 'string') return failed({ code: reply });
        const json = parseJson(reply.body);
        if (reply.status === 200) {
          const value = readAs(schema, json);
          if (value.success) return { ok: true, value: value.data };
        }
        const refusal = readAs(refusalReply, json);
        if (reply.status === 200 || !refusal.success) return failed({ code: 'odd-reply' });
        if (refusal.data.code !== 'clock' || isLast) {
          return failed({ code: 'refused', refusal: refusal.data });
        }
        offset = refusal.data.time - deps.clock.now();
        deps.onOffset(offset);
      }
      return failed({ code: 'unreachable' });
    },
  };
}

const failed = (failure: ExchangeFailure): { ok: false; failure: ExchangeFailure } => ({ ok: false, failure });
