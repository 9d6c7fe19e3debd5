import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIdentity } from '../../server/identity.ts';
import { signCheckpoint } from '../../shared/chain/checkpoint.ts';
import { consistencyRanges, leafHash, rootOf, type LeafRange } from '../../shared/chain/merkle.ts';
import { rangesBeside } from '../../shared/chain/multiproof.ts';
import { writeToken } from '../../shared/sync/token.ts';
import { paths, readBatch, type BatchReply, type RefusalReply } from '../../shared/sync/wire.ts';

/** What it says instead of the truth, to a batch whose honest answer would be `honest`. */
export type Lie = (honest: BatchReply, from: number) => BatchReply | RefusalReply;

const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');

/** A central with good keys and a good log that holds what it likes and says what it likes. */
export async function startLyingCentral() {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-liar-'));
  const identity = await openIdentity(folder);
  const leaves: Uint8Array[] = [];
  let lie: Lie = (honest) => honest;
  let keeps = (events: Uint8Array[]) => events;
  let requests = 0;
  const root = ({ from, to }: LeafRange) => hex(rootOf(leaves.slice(from, to)));
  const checkpoint = () => {
    const { origin, logKey } = identity;
    return signCheckpoint({ origin, size: leaves.length, root: rootOf(leaves) }, logKey.publicKey, (bytes) =>
      logKey.sign(bytes),
    );
  };
  const answer = (path: string, body: Buffer): object => {
    if (path === paths.enrol) return { v: 1, origin: identity.origin, checkpoint: checkpoint() };
    const batch = readBatch(body);
    if (!batch) throw new Error('no batch');
    const { from, count, known } = batch.head;
    const held = new Set(leaves.map(hex));
    leaves.push(
      ...keeps(batch.events)
        .map(leafHash)
        .filter((leaf) => !held.has(hex(leaf))),
    );
    const places = new Map(leaves.map((leaf, place) => [hex(leaf), place]));
    // What it did not keep it claims to lie where something else does.
    const indices = batch.events.map((bytes, place) => places.get(hex(leafHash(bytes))) ?? place);
    const honest: BatchReply = {
      ...{ v: 1, upTo: from + count - 1, checkpoint: checkpoint() },
      consistency: consistencyRanges(known, leaves.length).map(root),
      included: { indices, proof: rangesBeside(indices, leaves.length).map(root) },
    };
    return lie(honest, from);
  };
  const server = createServer({ ...identity.tls, minVersion: 'TLSv1.3' }, (request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests += 1;
      const said = answer(request.url ?? '', Buffer.concat(chunks));
      reply.writeHead('code' in said ? 409 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { keyPin, origin, logKey } = identity;
  return {
    token: (expiresAt: number) =>
      writeToken({
        ...{ v: 1, url: `https://127.0.0.1:${port}`, keyPin, logKey: logKey.publicKey, origin },
        ...{ secret: 'A'.repeat(43), expiresAt },
      }),
    lies: (how: Lie) => {
      lie = how;
    },
    /** Which of a batch's events it really puts into its log. */
    keeps: (which: (events: Uint8Array[]) => Uint8Array[]) => {
      keeps = which;
    },
    requests: () => requests,
    end: () => {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type LyingCentral = Awaited<ReturnType<typeof startLyingCentral>>;
