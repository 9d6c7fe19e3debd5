import type { Campaign, Tally } from '../harness/campaign.ts';
import { startTestCentral, type TestCentral } from '../../support/central.ts';
import { createTestClock } from '../../support/test-clock.ts';
import { boxPrey, moveBox } from './box-prey.ts';
import { openCentral } from './central-reading.ts';
import { sendTwoDays } from './central-world.ts';
import { checkList } from './closed-list.ts';
import { openConsole } from './console-reading.ts';
import { liveADay } from './console-world.ts';
import { exportPrey } from './export-reading.ts';
import { createHunt } from './hunt.ts';
import { plants } from './plants.ts';
import { putBack } from './put-back.ts';
import { rewriteLog } from './rewrite-log.ts';
import { spoilBytes } from './spoil-bytes.ts';
import { spoilExport } from './spoil-export.ts';
import { spoilRows } from './spoil-rows.ts';

async function withCentral<Value>(work: (central: TestCentral) => Promise<Value>): Promise<Value> {
  const central = await startTestCentral();
  try {
    return await work(central);
  } finally {
    await central.end();
  }
}

/** One run in so many. */
const boxesEvery = 40;

const exportHarms = [spoilBytes, spoilExport, spoilExport, spoilExport, putBack];

const of = (tally: Tally, verdict: string): number =>
  Object.entries(tally).reduce((sum, [what, count]) => sum + (what.endsWith(`: ${verdict}`) ? count : 0), 0);

/**
 * Spoils what lies on the disk, byte by byte, row by row and file by file, and asks whether the product says so. What
 * it does not say must be an item of docs/what-cannot-be-seen.md, or must change nothing that anybody reads.
 */
export const campaign: Campaign = {
  name: 'tamper',
  fullSize: 10_000,
  plants,
  begin: async () => {
    checkList();
    const day = await withCentral(async (central) => liveADay(await central.token(), createTestClock(central.now())));
    // Each run starts a central of its own at the address of this one.
    const sent = await withCentral(sendTwoDays);
    const consoleHunt = await createHunt(
      { name: 'console', scenes: day.scenes, open: (place) => openConsole(place, day) },
      [spoilBytes, spoilRows, spoilRows, putBack, rewriteLog],
    );
    const centralHunt = await createHunt(
      { name: 'central', scenes: sent.scenes, open: (place) => openCentral(place, sent) },
      [spoilBytes, spoilRows, putBack],
    );
    const known = await createHunt(exportPrey('a console’s export', day.exports, true), exportHarms);
    const knownOfCentral = await createHunt(exportPrey('central’s export', sent.exports, true), exportHarms);
    const bare = await createHunt(exportPrey('bare: central’s export', sent.exports, false), exportHarms);
    const boxes = await createHunt(boxPrey(), [moveBox]);
    const hunts = [consoleHunt, consoleHunt, consoleHunt, consoleHunt, centralHunt, known, knownOfCentral, bare];
    return {
      run: (n, random, count) => (n % boxesEvery === 0 ? boxes : random.pick(hunts)).run(random, count),
      end: () => {
        for (const hunt of new Set([boxes, ...hunts])) hunt.end();
        return Promise.resolve();
      },
    };
  },
  report: (tally) => [
    `revealed ${of(tally, 'revealed')}, named by the published list ${of(tally, 'listed')}, changed nothing ${of(tally, 'harmless')}`,
    ...Object.entries(tally)
      .map(([what, count]) => `${String(count).padStart(7)}  ${what}`)
      .sort((one, other) => (one.slice(9) < other.slice(9) ? -1 : 1)),
  ],
};
