import { describe, expect, it } from 'vitest';
import { runCampaign } from './harness/run-campaign.ts';
import { plantedRun, shortRun } from './harness/short-run.ts';
import { campaign } from './ipc-fuzz/campaign.ts';

describe('hostile messages', () => {
  // One or two for each channel, port and route in each phase.
  it('to every channel, port and route are refused, change nothing and break nothing', async () => {
    const { found, tally } = await shortRun(campaign, { runs: 330, seed: 1 });
    expect(found).toEqual([]);
    expect(Object.keys(tally).sort()).toEqual([
      'at the wrong time',
      'malformed',
      'to central',
      'to the preview',
      'unknown names',
    ]);
  });

  // 1.2 MB into the sign-in page's gate: the wire ended the page, whose rig went on asking and heard nothing.
  it('that are too long for the wire end the page that sent them', async () => {
    expect((await runCampaign(campaign, { seed: 20261133, runs: 26502, only: 26501 })).found).toEqual([]);
  });

  // 1.1 MB in a batch's first line: central refuses it for its length, which the hunt took for a fault.
  it('that are too long for central are refused for that, whatever else is wrong with them', async () => {
    expect((await runCampaign(campaign, { seed: 20261208, runs: 92911, only: 92910 })).found).toEqual([]);
  });

  // Something whose own length could not be compared: looking at it was an error that ended whoever looked.
  it('that cannot even be looked at are refused', async () => {
    expect((await runCampaign(campaign, { seed: 20261201, runs: 39805, only: 39804 })).found).toEqual([]);
  });

  it.each(Object.keys(campaign.plants))('would be found to be taken: %s', async (fault) => {
    expect((await plantedRun('ipc-fuzz', fault, 400, 1)).violations).toBeGreaterThan(0);
  });
});
