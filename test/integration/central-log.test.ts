import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../shared/chain/checkpoint.ts';
import { rootOf, verifyConsistency, type Hash } from '../../shared/chain/merkle.ts';
import { verifyInclusions } from '../../shared/chain/multiproof.ts';
import { startTestCentral, type TestCentral } from '../support/central.ts';
import { createWireDesk, type WireDesk } from '../support/wire-desk.ts';

let central: TestCentral;
let desk: WireDesk;

beforeEach(async () => {
  central = await startTestCentral();
  desk = createWireDesk(await central.token(), central.now);
  await desk.enrol();
});
afterEach(() => central.end());

const hashes = (bytes: Buffer): Hash[] =>
  Array.from({ length: bytes.length / 32 }, (_, index) => new Uint8Array(bytes.subarray(index * 32, index * 32 + 32)));
const plain = (hash: Hash): Hash => new Uint8Array(hash);
const fromHex = (text: string): Hash => new Uint8Array(Buffer.from(text, 'hex'));
const checkpoint = async (note?: string) => {
  const text = note ?? (await desk.get('/checkpoint')).raw.toString();
  const opened = openCheckpoint(text, desk.token.origin, desk.token.logKey);
  if (!opened.ok) throw new Error(opened.code);
  return opened.value;
};

describe('central’s log', () => {
  it('can be rebuilt from its public tiles to the root of its signed checkpoint', async () => {
    desk.write(700);
    await desk.send(0, 500);
    await desk.send(500);
    const tiles = ['0/000', '0/001', '0/002.p/188'];
    const leaves = (await Promise.all(tiles.map((tile) => desk.get(`/tile/${tile}`)))).flatMap(({ raw }) =>
      hashes(raw),
    );
    expect(leaves.map((leaf) => Buffer.from(leaf).toString('hex'))).toEqual(desk.written.map(({ leaf }) => leaf));
    expect(await checkpoint()).toEqual({ origin: desk.token.origin, size: 700, root: plain(rootOf(leaves)) });
    const above = hashes((await desk.get('/tile/1/000.p/2')).raw);
    expect(above).toEqual([leaves.slice(0, 256), leaves.slice(256, 512)].map((part) => plain(rootOf(part))));
  });

  it('answers for no tile that is not there, and for no other spelling of one that is', async () => {
    desk.write(300);
    await desk.send(0);
    const wrong = ['0/001', '0/001.p/45', '0/0', '0/x000/000', '0/000.p/256', '0/000.p/0', '1/001', '64/000', '0/002'];
    for (const tile of [...wrong, '-1/000', '0/000/', '..%2f000']) {
      expect((await desk.get(`/tile/${tile}`)).status, tile).toBe(404);
    }
    expect((await desk.get('/tile/0/000.p/7')).raw).toHaveLength(7 * 32);
  });

  it('proves with each acknowledgement that it continues what the console saw and holds what it was sent', async () => {
    let known = await checkpoint();
    for (const count of [1, 2, 3, 5, 8, 13, 100]) {
      const from = desk.written.length;
      desk.write(count);
      const events = desk.written.slice(from).map(({ bytes }) => bytes);
      const { body } = await desk.sendThese(from, events, { known: known.size });
      const next = await checkpoint(String(body.checkpoint));
      const { indices, proof } = body.included as { indices: number[]; proof: string[] };
      expect(indices).toEqual(events.map((_, index) => from + index));
      expect(verifyConsistency(known, next, (body.consistency as string[]).map(fromHex))).toBe(true);
      const leaves = desk.written.slice(from).map(({ leaf }) => fromHex(leaf));
      expect(verifyInclusions(leaves, indices, next.size, proof.map(fromHex), next.root)).toBe(true);
      known = next;
    }
  });

  it('takes many desks at once, each event once and in one order', async () => {
    const desks = [desk];
    for (let each = 0; each < 5; each += 1) {
      const other = createWireDesk(await central.token(), central.now);
      await other.enrol();
      desks.push(other);
    }
    for (const each of desks) each.write(60);
    const answers = await Promise.all(
      desks.map(async (each) => {
        const statuses: number[] = [];
        for (const from of [0, 20, 40]) {
          // Each batch twice at the same time, as a console does whose first reply is slow.
          const both = await Promise.all([each.send(from, 20), each.send(from, 20)]);
          statuses.push(...both.map(({ status }) => status));
        }
        return statuses;
      }),
    );
    expect(new Set(answers.flat())).toEqual(new Set([200]));
    expect((await checkpoint()).size).toBe(360);
    const { events, chains, report } = await central.proof();
    expect({ events, chains }).toEqual({ events: 360, chains: 6 });
    expect(report.problems).toEqual([]);
  });
});
