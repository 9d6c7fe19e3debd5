import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { parseJson } from '../../shared/json.ts';
import { readAs } from '../../shared/read-as.ts';
import { enrolRequest, maxEventsBody, paths, readBatch, type Refusal } from '../../shared/sync/wire.ts';
import { readCredentials } from '../../shared/sync/signed-request.ts';
import { enrol } from '../enrol.ts';
import type { Identity } from '../identity.ts';
import { ingest } from '../ingest.ts';
import { checkpointAt } from '../log/checkpoint.ts';
import { readTile, readTilePath } from '../log/tiles.ts';
import { consistencyProof, inclusionProof, logSize } from '../log/tree.ts';
import { inTransaction, type Store } from '../store/database.ts';
import { countRefusal, createCounts, metricsText } from './counts.ts';
import { createHealth } from './health.ts';
import type { Log } from './log.ts';
import { addressOf, createQuota } from './quota.ts';
import { Refused, refusalBody, statusOf } from './refusal.ts';
import { checkSigned, credentialsOf, enrolledChain, takeOnce } from './signed-request.ts';

/**
 * A minute. Whoever is not known to be a desk is counted by address, on every path. A desk is counted for itself, once
 * its signature is proven: a site behind one router has many, and a stranger must not spend another one's share.
 */
const limits = { strangers: 1200, enrolments: 60, batches: 240, bytes: 64 * 1024 * 1024 };
const largestEnrolment = 4096;

type Deps = {
  store: Store;
  identity: Identity;
  version: string;
  allowPreview: boolean;
  now: () => number;
  log: Log;
};

/** Central over HTTPS. Whatever is not what the protocol says is refused by its schema, counted, and does nothing. */
export async function createApp(deps: Deps): Promise<FastifyInstance> {
  const { store, identity, now, log } = deps;
  const counts = createCounts();
  const isWritable = createHealth(store, now);
  const strangers = createQuota(limits.strangers, now);
  const enrolments = createQuota(limits.enrolments, now);
  const batches = createQuota(limits.batches, now);
  const bytes = createQuota(limits.bytes, now);
  const desks = new WeakSet<FastifyRequest>();
  const app = fastify({
    https: { ...identity.tls, minVersion: 'TLSv1.3' },
    bodyLimit: maxEventsBody,
    requestTimeout: 30_000,
    logger: false,
    // A path that is no path never comes to the error handler below.
    frameworkErrors: (_error, request, reply) => {
      void refuse(reply, strangers.use(addressOf(request.ip)) ? 'malformed' : 'too-many');
    },
  });

  function refuse(reply: Pick<FastifyReply, 'status'>, code: Refusal, more: Refused['more'] = {}) {
    countRefusal(counts, code);
    return reply.status(statusOf(code)).send(refusalBody(code, now(), more));
  }

  // Bodies are kept as the bytes that were signed; what they mean is read after the signature has been checked.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.addHook('onRequest', (request, _reply, done) => {
    counts.requests += 1;
    const address = addressOf(request.ip);
    // A batch is counted when it is known whose it is.
    const mayGoOn = request.routeOptions.url === paths.events ? !strangers.isSpent(address) : strangers.use(address);
    done(mayGoOn ? undefined : new Refused('too-many'));
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (request.routeOptions.url === paths.events && !desks.has(request)) strangers.use(addressOf(request.ip));
    const device = readCredentials(request.headers.authorization)?.device;
    const { statusCode: status, elapsedTime } = reply;
    const route = `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
    log({ event: 'request', route, status, milliseconds: Math.round(elapsedTime), ...(device ? { device } : {}) });
    done();
  });
  app.setErrorHandler((error: Error & Partial<Pick<FastifyError, 'code' | 'statusCode'>>, _request, reply) => {
    if (error instanceof Refused) return refuse(reply, error.code, error.more);
    if (error.statusCode === 413) return refuse(reply, 'too-large');
    if (error.statusCode !== undefined && error.statusCode < 500) return refuse(reply, 'malformed');
    log({ event: 'failed', error: describe(error) });
    return refuse(reply, 'internal');
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 'not-found'));

  app.post(
    paths.enrol,
    {
      bodyLimit: largestEnrolment,
      preParsing: (request, _reply, _payload, done) => {
        done(enrolments.use(addressOf(request.ip)) ? null : new Refused('too-many'));
      },
    },
    async (request) => {
      const body = bytesOf(request.body);
      const asked = readAs(enrolRequest, parseJson(body));
      if (!asked.success) throw new Refused('malformed');
      const who = credentialsOf(request.headers.authorization);
      if (who.device !== asked.data.device || who.chain !== asked.data.chain) throw new Refused('not-signed');
      const facts = { method: 'POST', path: paths.enrol, body, audience: identity.origin };
      checkSigned(facts, who, asked.data.publicKey, now());
      // Whoever comes without a good secret leaves nothing behind, not even that it asked.
      await inTransaction(store, async (work) => {
        await takeOnce(work, who, now());
        await enrol(work, asked.data, deps.allowPreview, now());
      });
      const checkpoint = await checkpointAt(store, identity, await logSize(store));
      return { v: 1, origin: identity.origin, checkpoint };
    },
  );

  app.post(
    paths.events,
    {
      // A stranger is refused before its body is read.
      preParsing: async (request) => {
        await enrolledChain(store, credentialsOf(request.headers.authorization), deps.allowPreview);
      },
    },
    async (request) => {
      const body = bytesOf(request.body);
      const who = credentialsOf(request.headers.authorization);
      const publicKey = await enrolledChain(store, who, deps.allowPreview);
      const facts = { method: 'POST', path: paths.events, body, audience: identity.origin };
      checkSigned(facts, who, publicKey, now());
      desks.add(request);
      if (!batches.use(who.device) || !bytes.use(who.device, body.length)) throw new Refused('too-many');
      await takeOnce(store, who, now());
      const batch = readBatch(body);
      if (!batch) throw new Refused('malformed');
      const { upTo, indices } = await ingest(store, batch, who, now());
      counts.events += batch.events.length;
      // The log may have grown since: what is proven is the size at which this batch ended, or a later one.
      const size = await logSize(store);
      return {
        v: 1,
        upTo,
        checkpoint: await checkpointAt(store, identity, size),
        consistency: await consistencyProof(store, batch.head.known, size),
        included: { indices, proof: await inclusionProof(store, indices, size) },
      };
    },
  );

  // The log's public half, for tools that we did not write: hashes only, no event.
  app.get('/checkpoint', async (_request, reply) => {
    reply.type('text/plain; charset=utf-8');
    return checkpointAt(store, identity, await logSize(store));
  });
  app.get<{ Params: { '*': string } }>('/tile/*', async (request, reply) => {
    const name = readTilePath(request.params['*']);
    const tile = name && (await readTile(store, name));
    if (!tile) throw new Refused('not-found');
    reply.type('application/octet-stream');
    return tile;
  });

  app.get('/health', async (_request, reply) => {
    if (await isWritable()) return { status: 'ok', version: deps.version };
    return reply.status(503).send({ status: 'database', version: deps.version });
  });
  app.get('/metrics', async (_request, reply) => {
    reply.type('text/plain; version=0.0.4');
    return metricsText(counts, await logSize(store));
  });
  return app;
}

/** What failed and where, without the message: a message may quote what was sent. */
function describe(error: Error & { code?: string }): string {
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  return [error.name, error.code ?? '', place.trim()].filter((part) => part !== '').join(' ');
}

function bytesOf(body: unknown): Uint8Array {
  if (!Buffer.isBuffer(body)) throw new Refused('malformed');
  return body;
}
