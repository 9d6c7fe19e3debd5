import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { startCentral } from '../../../server/start-central.ts';
import { openStore } from '../../../server/store/database.ts';
import { openCheckpoint } from '../../../shared/chain/checkpoint.ts';
import { verifyConsistency } from '../../../shared/chain/merkle.ts';
import { verifyInclusions } from '../../../shared/chain/multiproof.ts';
import { batchReply } from '../../../shared/sync/wire.ts';
import { createWireDesk, type Answer, type WireDesk } from '../../support/wire-desk.ts';
import type { Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { isDurable } from './durability.ts';
import { freePort } from '../../support/free-port.ts';

const hash = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
/** What a desk knows of central's log: how far it was acknowledged, and the last checkpoint. */
type Known = { upTo: number; size: number; root: Uint8Array };

/** A central whose folder each run begins anew with, and a device that it knows. */
export async function prepareCentral(program: string) {
  const template = mkdtempSync(join(tmpdir(), 'cleandesk-kill-central-'));
  const port = await freePort();
  const options = { host: '127.0.0.1', port, url: null, version: '0.1.0', allowPreview: false };
  const first = await startCentral({ ...options, folder: template });
  const desk = createWireDesk(await first.token(), Date.now);
  const { status } = await desk.enrol();
  await first.close();
  if (status !== 200) throw new Error('the device was not enrolled');

  const kill = async (random: Random, count: Count): Promise<Violation[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'cleandesk-kill-central-'));
    try {
      cpSync(template, folder, { recursive: true });
      desk.written.length = 0;
      const child = await start(program, folder, port);
      const known = await sendUntilKilled(desk, child, random);
      count('central killed while desks send');
      count('events acknowledged', known.upTo + 1);
      const found = await lookAtCentral({ ...options, folder }, desk, known);
      return found.map((says) => ({ says: `after a kill of central: ${says}` }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return {
    kill,
    end: () => {
      rmSync(template, { recursive: true, force: true });
    },
  };
}

async function start(program: string, folder: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, folder, String(port)], { stdio: ['ignore', 'pipe', 'ignore'] });
  // Its first words are that it listens.
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  if (child.exitCode !== null) throw new Error('central does not start');
  return child;
}

async function sendUntilKilled(desk: WireDesk, child: ChildProcess, random: Random): Promise<Known> {
  const gone = once(child, 'close');
  const known: Known = { upTo: -1, size: 0, root: new Uint8Array() };
  const batches = random.int(0, 8);
  let sent = 0;
  let isDying = false;
  // As long as a batch takes: a busy machine is to be met in the midst of one too.
  let took = 40;
  const die = async () => {
    while (sent < batches) await sleep(1);
    await sleep((took * random.int(0, 100)) / 100);
    isDying = true;
    child.kill('SIGKILL');
  };
  const dying = die();
  for (;;) {
    desk.write(random.int(1, 30));
    // Now and then something that central has already.
    const from = known.upTo >= 0 && random.chance(0.3) ? random.int(0, known.upTo) : known.upTo + 1;
    const began = performance.now();
    const answer = await desk.send(from).catch(() => null);
    took = performance.now() - began;
    if (!answer) break;
    const reply = learn(desk, answer, from);
    if (!reply) throw new Error(`a good batch was refused: ${JSON.stringify(answer.body)}`);
    Object.assign(known, reply);
    sent += 1;
  }
  if (!isDying) throw new Error('central ended by itself');
  await dying;
  await gone;
  return known;
}

/** What a reply proves; null where it proves nothing. */
function learn({ token, written }: WireDesk, { status, body }: Answer, from: number): Known | null {
  const reply = batchReply.safeParse(body);
  if (status !== 200 || !reply.success) return null;
  const checkpoint = openCheckpoint(reply.data.checkpoint, token.origin, token.logKey);
  if (!checkpoint.ok) return null;
  const { size, root } = checkpoint.value;
  const { indices, proof } = reply.data.included;
  const leaves = written.slice(from).map(({ leaf }) => hash(leaf));
  const holds = verifyInclusions(leaves, indices, size, proof.map(hash), root);
  return holds ? { upTo: reply.data.upTo, size, root } : null;
}

/** Starts it again as its owner does: it holds what it acknowledged, its log goes on from there, and it takes the rest. */
async function lookAtCentral(options: Parameters<typeof startCentral>[0], desk: WireDesk, known: Known) {
  const store = await openStore(options.folder);
  const one = async (text: string) =>
    Object.values((await sql.raw(text).execute(store)).rows[0] as object)[0] as unknown;
  const held = Number(await one('SELECT max(seq) FROM events'));
  const count = Number(await one('SELECT count(*) FROM events'));
  const size = Number(await one('SELECT size FROM log_head'));
  const disk = isDurable(await one('PRAGMA synchronous'), await one('PRAGMA journal_mode'));
  await store.destroy();
  const again = await startCentral(options);
  try {
    const answer = await desk.sendThese(
      0,
      desk.written.map(({ bytes }) => bytes),
      { known: known.size },
    );
    const now = learn(desk, answer, 0);
    const consistency = (answer.body.consistency as string[] | undefined)?.map(hash) ?? [];
    const goesOn = now && (known.size === 0 || verifyConsistency(known, now, consistency));
    return [
      ...disk,
      ...(known.upTo < 0 || held >= known.upTo ? [] : ['an acknowledged event is gone']),
      ...(count === size ? [] : [`${count} events and ${size} leaves of the log`]),
      ...(goesOn ? [] : [`its log does not go on from the checkpoint that was shown: ${answer.status}`]),
      ...(now?.size === desk.written.length ? [] : [`${desk.written.length} events became ${now?.size ?? 0} leaves`]),
    ];
  } finally {
    await again.close();
  }
}
