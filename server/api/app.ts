import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { enrolRequest, maxEventsBody, paths, readBatch, type Refusal } from '../../shared/sync/wire.ts';
import { enrol } from '../enrol.ts';
import type { Identity } from '../identity.ts';
import { ingest } from '../ingest.ts';
import { checkpointAt } from '../log/checkpoint.ts';
import { consistencyProof, inclusionProof, logSize } from '../log/tree.ts';
import type { Store } from '../store/database.ts';
import { countRefusal, createCounts, metricsText } from './counts.ts';
import { Refused, refusalBody, statusOf } from './refusal.ts';
import { admit, credentialsOf } from './signed-request.ts';

/** Requests a minute from one address: a site behind one router has many desks, and each sends a batch at a time. */
const perMinute = 1200;
const enrolmentsPerMinute = 60;

/** Central over HTTPS. Whatever is not what the protocol says is refused by its schema, counted, and does nothing. */
export async function createApp(deps: {
  store: Store;
  identity: Identity;
  version: string;
  allowPreview: boolean;
  now: () => number;
}): Promise<FastifyInstance> {
  const { store, identity, now } = deps;
  const counts = createCounts();
  const app = fastify({ https: identity.tls, bodyLimit: maxEventsBody, requestTimeout: 30_000, logger: false });

  const refuse = (reply: FastifyReply, code: Refusal, more: Refused['more'] = {}) => {
    countRefusal(counts, code);
    return reply.status(statusOf(code)).send(refusalBody(code, now(), more));
  };

  // Bodies are kept as the bytes that were signed; what they mean is read after the signature has been checked.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.addHook('onRequest', (_request, _reply, done) => {
    counts.requests += 1;
    done();
  });
  app.setErrorHandler((error: FastifyError | Refused, _request, reply) => {
    if (error instanceof Refused) return refuse(reply, error.code, error.more);
    if (error.statusCode === 429) return refuse(reply, 'too-many');
    if (error.statusCode === 413) return refuse(reply, 'too-large');
    if (error.statusCode !== undefined && error.statusCode < 500) return refuse(reply, 'malformed');
    process.stderr.write(`central: a request failed: ${error.message}\n`);
    return refuse(reply, 'internal');
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 'not-found'));
  await app.register(rateLimit, { max: perMinute, timeWindow: 60_000 });

  app.post(paths.enrol, { config: { rateLimit: { max: enrolmentsPerMinute } } }, async (request) => {
    const body = bytesOf(request.body);
    const asked = enrolRequest.safeParse(parseJson(body));
    if (!asked.success) throw new Refused('malformed');
    const who = credentialsOf(request.headers.authorization);
    if (who.device !== asked.data.device || who.chain !== asked.data.chain) throw new Refused('not-signed');
    const facts = { method: 'POST', path: paths.enrol, body, audience: identity.origin };
    await admit(store, facts, who, asked.data.publicKey, now());
    await enrol(store, asked.data, deps.allowPreview, now());
    const checkpoint = await checkpointAt(store, identity, await logSize(store));
    return { v: 1, origin: identity.origin, checkpoint };
  });

  app.post(paths.events, async (request) => {
    const body = bytesOf(request.body);
    const who = credentialsOf(request.headers.authorization);
    const chain = await store.selectFrom('chains').selectAll().where('id', '=', who.chain).executeTakeFirst();
    if (chain?.device !== who.device) throw new Refused('not-signed');
    const facts = { method: 'POST', path: paths.events, body, audience: identity.origin };
    await admit(store, facts, who, chain.public_key, now());
    const batch = readBatch(body);
    if (!batch) throw new Refused('malformed');
    if (batch.head.chain !== who.chain) throw new Refused('not-signed');
    const taken = await ingest(store, batch.head, batch.events, now());
    counts.events += batch.events.length;
    // The log may have grown since: what is proven is the size at which this batch ended, or a later one.
    const size = await logSize(store);
    const { index } = taken;
    return {
      v: 1,
      upTo: taken.upTo,
      checkpoint: await checkpointAt(store, identity, size),
      consistency: await consistencyProof(store, batch.head.known, size),
      included: index === null ? null : { index, proof: await inclusionProof(store, index, size) },
    };
  });

  app.get('/checkpoint', async (_request, reply) => {
    reply.type('text/plain; charset=utf-8');
    return checkpointAt(store, identity, await logSize(store));
  });
  app.get('/health', async () => ({ status: 'ok', version: deps.version, size: await logSize(store) }));
  app.get('/metrics', async (_request, reply) => {
    reply.type('text/plain; version=0.0.4');
    return metricsText(counts, await logSize(store));
  });
  return app;
}

function bytesOf(body: unknown): Uint8Array {
  if (!Buffer.isBuffer(body)) throw new Refused('malformed');
  return body;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
