import { describe, expect, it } from 'vitest';
import { campaign } from './tamper/campaign.ts';
import { checkList, publishedIds } from './tamper/closed-list.ts';
import { runCampaign } from './harness/run-campaign.ts';
import { plantedRun, shortRun } from './harness/short-run.ts';

const seed = 9;

describe('the campaign against what lies on the disk', () => {
  it('finds nothing changed, removed or put back that nothing says and the published list does not name', async () => {
    const { found, tally } = await shortRun(campaign, { runs: 40, seed });
    expect(found).toEqual([]);
    expect(Object.keys(tally).filter((what) => what.endsWith(': revealed')).length).toBeGreaterThan(5);
  });

  // 55 bytes of the page of the events that wait: SQLite's check passes it over, and the first write to it fails.
  it('damage that shows only where something is written is named at the opening', async () => {
    expect((await runCampaign(campaign, { seed: 20261207, runs: 228, only: 227 })).found).toEqual([]);
  });

  // The number up to which events of a vault were taken, set below nothing: the gap that it made could not be written down.
  it('a number that no events can have come to does not keep the log from taking more', async () => {
    expect((await runCampaign(campaign, { seed: 20261206, runs: 235, only: 234 })).found).toEqual([]);
  });

  it.each(Object.keys(campaign.plants))('finds a planted fault: %s', async (fault) => {
    expect(await plantedRun('tamper', fault, 400, seed)).toMatchObject({ ok: false, name: 'tamper' });
  });
});

describe('the published list of what cannot be seen', () => {
  it('and the campaign name the same items', () => {
    const ids = publishedIds();
    expect(ids.length).toBe(new Set(ids).size);
    expect(() => {
      checkList(ids.slice(1));
    }).toThrow(/does not name notes-with-keychain/);
    expect(() => {
      checkList([...ids, 'something-else']);
    }).toThrow(/does not know something-else/);
  });
});
