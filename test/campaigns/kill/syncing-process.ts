import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFor } from '../harness/random.ts';
import { openSyncing } from './syncing-desk.ts';
import type { SyncingSaid } from './syncing-said.ts';

/** A desk's log that grows while it is sent, as a child that is to be killed. Arguments: folder, device, token, seed. */
const [folder = '', device = '', token = '', seed = '0'] = process.argv.slice(2);
const random = randomFor(Number(seed), 0);
const tell = (said: SyncingSaid) => process.send?.(said);

const { log, sync } = await openSyncing(join(folder, 'profile'), join(folder, 'keychain'), device);
if (sync.state().state === 'none') {
  const { ok } = await sync.enrol(token);
  if (!ok) throw new Error('the device was not enrolled');
}
tell({ is: 'ready' });
for (;;) {
  const count = random.int(1, 12);
  log.transaction(() => {
    for (let each = 0; each < count; each += 1) log.record('call.began', {});
  });
  tell({ is: 'kept', length: log.state().length });
  if (random.chance(0.7)) sync.retryNow();
  await sleep(random.int(0, 15));
}
