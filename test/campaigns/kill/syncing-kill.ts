import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCentral } from '../../../server/start-central.ts';
import { openStore, type Store } from '../../../server/store/database.ts';
import { parseEvent } from '../../../shared/chain/event.ts';
import type { Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { openSyncing } from './syncing-desk.ts';
import type { SyncingSaid } from './syncing-said.ts';

/** Looks at the sync's state, a few milliseconds each: far more than an open road needs. */
const patience = 2000;

/** A central that lives on, to which each run brings a desk that is killed while it sends. */
export async function prepareSyncing(program: string) {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-kill-sync-'));
  const options = { folder, host: '127.0.0.1', port: 0, url: null, version: '0.1.0', allowPreview: false };
  const central = await startCentral(options);
  const store = await openStore(folder);

  const kill = async (random: Random, count: Count): Promise<Violation[]> => {
    const desk = mkdtempSync(join(tmpdir(), 'cleandesk-kill-sync-'));
    const device = randomUUID();
    try {
      // The same once more after a kill while it was being enrolled: central may have taken it.
      const token = await central.token();
      let kept = 0;
      for (let kills = random.int(1, 2); kills > 0; kills -= 1) {
        kept = Math.max(kept, await sendUntilKilled(program, [desk, device, token], random));
        count('main killed while it syncs');
      }
      const found = await lookAtBoth({ folder: desk, device, token, kept }, store, count);
      return found.map((says) => ({ says: `after a kill of a main that syncs: ${says}` }));
    } finally {
      rmSync(desk, { recursive: true, force: true });
    }
  };
  return {
    kill,
    end: async () => {
      await store.destroy();
      await central.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns how many events its log was said to hold. */
async function sendUntilKilled(program: string, args: string[], random: Random): Promise<number> {
  const child = fork(program, [...args, String(random.int(0, 2 ** 30))], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = once(child, 'close');
  let kept = 0;
  const heard = new Promise<void>((resolve) => {
    let waits = random.chance(0.1) ? 0 : random.int(1, 12);
    child.on('message', (message: SyncingSaid) => {
      if (message.is === 'kept') kept = message.length;
      waits -= 1;
      if (waits <= 0) resolve();
    });
  });
  await Promise.race([heard, gone]);
  await sleep(random.int(0, 25));
  if (child.exitCode !== null) throw new Error('the desk ended by itself');
  child.kill('SIGKILL');
  await gone;
  return kept;
}

/** Opens the desk again: what waits is sent, and then central has all of the log, each event once, in its order. */
async function lookAtBoth(
  { folder, device, token, kept }: { folder: string; device: string; token: string; kept: number },
  store: Store,
  count: Count,
): Promise<string[]> {
  const { db, log, sync } = await openSyncing(join(folder, 'profile'), join(folder, 'keychain'), device);
  try {
    const length = log.state().length;
    if (sync.state().state === 'none') {
      const { ok } = await sync.enrol(token);
      if (!ok) return ['the device cannot be enrolled any more'];
    }
    for (let looks = 0; looks < patience && sync.state().waiting > 0; looks += 1) {
      if (looks % 50 === 0) sync.retryNow();
      await sleep(2);
    }
    const { waiting, alert } = sync.state();
    const here = db.prepare<[], Buffer>('SELECT bytes FROM events ORDER BY at').pluck().all();
    const there = await store
      .selectFrom('events')
      .innerJoin('chains', 'chains.id', 'events.chain')
      .select('events.bytes')
      .where('chains.device', '=', device)
      .orderBy('events.log_index')
      .execute();
    const isSame = here.length === there.length && here.every((bytes, at) => bytes.equals(there[at]?.bytes ?? bytes));
    const alarms = here.flatMap((bytes) => {
      const event = parseEvent(bytes);
      return event.ok && /fault|forgot|conflict|identity|closed|rolled-back/.test(event.value.type)
        ? [event.value.type]
        : [];
    });
    count('events that came to central', there.length);
    return [
      ...(length >= kept ? [] : [`of ${kept} events that it kept its log has ${length}`]),
      ...(waiting === 0 ? [] : [`${waiting} events wait on an open road`]),
      ...(isSame ? [] : [`of ${here.length} events central has ${there.length}, or others`]),
      ...(alert === null ? [] : [`an honest central is not believed: ${alert}`]),
      ...alarms.map((type) => `a false alarm: ${type}`),
    ];
  } finally {
    await sync.stop();
    log.close();
  }
}
