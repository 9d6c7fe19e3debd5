import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { readToken, writeToken } from '../../../shared/sync/token.ts';
import { startTestCentral } from '../../support/central.ts';
import { createEnrolledDesk, type EnrolledDesk } from '../../support/enrolled-desk.ts';
import type { Count } from '../harness/campaign.ts';
import { onlyGrows, readLog, type LogFacts } from './desk-log-facts.ts';
import { startProxy, type Road } from './proxy.ts';
import { violated, type World } from './walk.ts';

const device = '0192f0c0-aaaa-7000-8000-000000000001';
/** So often at most, every tenth of a second, a queue that should empty is looked at. */
const patience = 300;

export type SyncWorld = World & {
  desk: EnrolledDesk;
  road: Road;
  set(road: Road): void;
  /** What is sent, or refused, has been. */
  settle(): Promise<void>;
  enrol(): Promise<void>;
  restartCentral(): Promise<void>;
};

/** A real desk's log and sync, and a real central, with a road between them that the walk closes and opens. */
export async function createSyncWorld(count: Count): Promise<SyncWorld> {
  const central = await startTestCentral();
  const proxy = await startProxy(() => Number(new URL(central.url()).port));
  const desk = await createEnrolledDesk(central.now, device);
  let known: LogFacts = { events: [], sources: new Map(), synced: new Map() };

  const world: SyncWorld = {
    desk,
    road: 'open',
    set: (road) => {
      proxy.set(road);
      world.road = road;
    },
    settle: async () => {
      desk.sync().retryNow();
      await wait(50);
    },
    enrol: async () => {
      const token = readToken(await central.token());
      if (!token) throw new Error('central’s token cannot be read');
      await desk.sync().enrol(writeToken({ ...token, url: `https://127.0.0.1:${proxy.port}` }));
    },
    restartCentral: () => central.restart(),
    check: () => {
      count('steps of a sync');
      const now = readLog(join(desk.profile.folder, 'desk.db'));
      onlyGrows(known, now);
      for (const [chain, synced] of now.synced) {
        if (synced >= now.events.filter((event) => event.chain === chain).length)
          throw violated('more is acknowledged than there is');
      }
      known = now;
      return Promise.resolve();
    },
    finish: async () => {
      world.set('open');
      if (desk.sync().state().state === 'none') await world.enrol();
      for (let looks = 0; desk.sync().state().waiting > 0 && looks < patience; looks += 1) {
        if (looks % 10 === 0) desk.sync().retryNow();
        await wait(100);
      }
      const { waiting, state, alert } = desk.sync().state();
      if (waiting > 0) throw violated(`${waiting} events wait on an open road (${state})`);
      if (alert) throw violated(`an honest central is not believed: ${alert}`);
      const { events, report } = await central.proof();
      const here = desk.log().state().length;
      if (report.problems.length > 0)
        throw violated(`central’s log does not prove: ${JSON.stringify(report.problems)}`);
      if (events !== here) throw violated(`of ${here} events central has ${events}`);
      count('events that came to central', events);
    },
    end: async () => {
      await desk.end();
      proxy.end();
      await central.end();
    },
  };
  await world.enrol();
  return world;
}
