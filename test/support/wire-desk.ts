import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { v7 as eventId } from 'uuid';
import { eventBytes } from '../../shared/chain/event.ts';
import { eventHash, noHash } from '../../shared/chain/hash.ts';
import { signHead } from '../../shared/chain/head.ts';
import { createSigningKey } from '../../shared/chain/keys.ts';
import { requestBytes, writeCredentials, type Credentials } from '../../shared/sync/signed-request.ts';
import { readToken, type EnrolmentToken } from '../../shared/sync/token.ts';
import { eventsType, paths, writeBatch, type BatchHead } from '../../shared/sync/wire.ts';

export type Answer = { status: number; body: Record<string, unknown> };
type Asked = {
  path?: string;
  method?: string;
  type?: string;
  who?: Partial<Credentials>;
  authorization?: string | null;
};

/** A device that speaks central's protocol by hand, so that a test can say what a console never would. */
export function createWireDesk(tokenText: string, now: () => number, device: string = randomUUID()) {
  const token = readToken(tokenText);
  if (!token) throw new Error('no token');
  const key = createSigningKey();
  const chain = randomUUID();
  const written: { bytes: Uint8Array; leaf: string }[] = [];

  /** One event of this chain, as it would stand at `seq`; `more` is laid over it. */
  const event = (seq: number, more: Record<string, unknown> = {}): Uint8Array => {
    const opened = { publicKey: key.publicKey, site: 'North', follows: null, version: '0.1.0' };
    const [type, data] = seq === 0 ? ['chain.opened', opened] : ['session.locked', { cause: 'key', masked: 0 }];
    const prev = seq === 0 ? noHash : (written[seq - 1]?.leaf ?? noHash);
    const base = { v: 1 as const, id: eventId(), chain, seq, time: now(), actor: null, type, outcome: 'ok' as const };
    return eventBytes({ ...base, data, prev, ...more } as Parameters<typeof eventBytes>[0]);
  };
  /** Appends events to the device's own chain. */
  const write = (count: number) => {
    for (let each = 0; each < count; each += 1) {
      const bytes = event(written.length);
      written.push({ bytes, leaf: eventHash(bytes) });
    }
  };
  const headOf = (seq: number, bytes: Uint8Array) => signHead(key, { chain, seq, head: eventHash(bytes), time: now() });
  const batchOf = (from: number, events: Uint8Array[], more: Partial<BatchHead> = {}) => {
    const last = events.at(-1) ?? new Uint8Array();
    const head = headOf(from + events.length - 1, last);
    return writeBatch({ v: 1, chain, from, count: events.length, head, known: 0, ...more }, events);
  };

  /** Events of an earlier chain of this device, brought on the word of this chain's first event. */
  const earlierBatch = (earlier: string, from: number, events: Uint8Array[], opening: string) =>
    writeBatch({ v: 1, chain: earlier, from, count: events.length, opening, known: 0 }, events);

  const credentials = (path: string, body: Uint8Array, more: Partial<Credentials> = {}): string => {
    const who = { device, chain, time: now(), id: randomUUID(), ...more };
    const facts = { method: 'POST', path, body, audience: token.origin };
    const { signature = key.sign(requestBytes(facts, who)).toString('base64url') } = more;
    return writeCredentials({ ...who, signature });
  };
  const post = (path: string, body: Uint8Array, { type = eventsType, who, authorization, ...asked }: Asked = {}) => {
    const header = authorization === undefined ? credentials(path, body, who) : authorization;
    const headers = { 'content-type': type, ...(header === null ? {} : { authorization: header }) };
    return ask(token, { path: asked.path ?? path, method: asked.method ?? 'POST', headers, body });
  };
  const enrolment = (more: Record<string, unknown> = {}) => {
    const base = { v: 1, secret: token.secret, device, chain, publicKey: key.publicKey };
    return Buffer.from(JSON.stringify({ ...base, kind: 'product', version: '0.1.0', site: 'North', ...more }));
  };
  return {
    ...{
      token,
      key,
      device,
      chain,
      written,
      event,
      write,
      headOf,
      batchOf,
      earlierBatch,
      credentials,
      post,
      enrolment,
    },
    enrol: (more: Record<string, unknown> = {}, asked: Asked = {}) =>
      post(paths.enrol, enrolment(more), { type: 'application/json', ...asked }),
    /** Sends the chain's events from one number on, at most so many. */
    send: (from: number, count = written.length - from, asked: Asked = {}) =>
      post(
        paths.events,
        batchOf(
          from,
          written.slice(from, from + count).map(({ bytes }) => bytes),
        ),
        asked,
      ),
    sendThese: (from: number, events: Uint8Array[], more: Partial<BatchHead> = {}) =>
      post(paths.events, batchOf(from, events, more)),
    get: (path: string) => ask(token, { path, method: 'GET', headers: {}, body: new Uint8Array() }),
  };
}
export type WireDesk = ReturnType<typeof createWireDesk>;

/** One request to central, whose key must be the token's. `raw` is the body as it came. */
export function ask(
  token: Pick<EnrolmentToken, 'url' | 'keyPin'>,
  asked: { path: string; method: string; headers: Record<string, string>; body: Uint8Array },
): Promise<Answer & { raw: Buffer; headers: NodeJS.Dict<string | string[]> }> {
  const { path, method, headers, body } = asked;
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, token.url), { method, headers, rejectUnauthorized: false, agent: false });
    outgoing.on('response', (reply) => {
      const raw = (reply.socket as TLSSocket).getPeerCertificate().raw;
      const spki = new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' });
      if (createHash('sha256').update(spki).digest('hex') !== token.keyPin) reject(new Error('another key'));
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () => {
        const whole = Buffer.concat(chunks);
        resolve({ status: reply.statusCode ?? 0, body: jsonOf(whole), raw: whole, headers: reply.headers });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function jsonOf(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}
