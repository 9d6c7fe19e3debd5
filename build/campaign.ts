import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Campaign, Closing } from '../test/campaigns/harness/campaign.ts';
import { plantCopy } from '../test/campaigns/harness/plant-copy.ts';
import { showProgress } from '../test/campaigns/harness/progress.ts';
import { runCampaign, type Result } from '../test/campaigns/harness/run-campaign.ts';
import { savedState } from '../test/campaigns/harness/saved-state.ts';
import { readCommandLine } from './command-line.ts';
import { run } from './stages.ts';

/**
 * `npm run campaign`: hunts for what breaks a promise. The last line on stdout is JSON (design, section 13). Exit code
 * 0: nothing found; 1: something was, or it was stopped; 2: it could not be run.
 */
const folder = resolve(import.meta.dirname, '../test/campaigns');
const names = readdirSync(folder).filter(
  (each) => each !== 'harness' && existsSync(resolve(folder, each, 'campaign.ts')),
);
const shownAtMost = 20;
const usage = `Usage: npm run campaign -- NAME [options]

  NAME           ${names.join(', ')}
  --runs N       so many runs instead of the full size; bounds of rates then need not be reached
  --seed N       draws the same runs again; without it a seed is drawn, and said
  --only N       that one run of the seed
  --resume       goes on where Ctrl-C stopped it
  --plant FAULT  in a copy of the sources weakened by that fault, which must be found; any other word lists them`;

const { values, positionals } = readCommandLine(usage, () =>
  parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string' },
      plant: { type: 'string' },
      resume: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      // Set for the process in the copy: what is planted there need be found only once.
      'until-found': { type: 'boolean', default: false },
    },
  }),
);

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const refuse = (why: string): never => {
  console.error(why);
  process.exit(2);
};

try {
  const campaign = await load(positionals[0]);
  // At once: a timer that a fault left running, the clipboard's say, does not hold the hunt. A pipe takes what was said first.
  process.exit(values.plant === undefined ? await here(campaign) : await inCopy(campaign, values.plant));
} catch (error) {
  // With its cause: what broke a run is as good as a violation.
  console.error(error);
  process.exit(2);
}

async function load(name: string | undefined): Promise<Campaign> {
  if (!name || !names.includes(name)) return refuse(`Which campaign? ${names.join(', ')}`);
  const module = (await import(resolve(folder, name, 'campaign.ts'))) as { campaign: Campaign };
  return module.campaign;
}

async function here(campaign: Campaign): Promise<number> {
  const saved = savedState(campaign.name);
  const from = values.resume ? saved.read() : undefined;
  if (from === null) refuse(`There is no ${campaign.name} to go on with.`);
  const seed = from?.seed ?? number(values.seed) ?? randomInt(2 ** 31);
  const runs = number(values.runs) ?? campaign.fullSize;
  const only = number(values.only);
  if (![seed, runs, only ?? 0].every((value) => Number.isSafeInteger(value) && value >= 0)) refuse('Not a number.');
  console.error(`${campaign.name}: seed ${seed}, ${from ? `from run ${from.next} ` : ''}to ${runs} runs`);
  let stopped = false;
  process.once('SIGINT', () => (stopped = true));
  const kept = only === undefined && !values['until-found'];
  const result = await runCampaign(campaign, {
    ...{ seed, runs, only, from: from ?? undefined, untilFound: values['until-found'] },
    ...{ progress: showProgress(), stopped: () => stopped, save: kept ? saved.keep : undefined },
  });
  const { runs: next, tally, found } = result;
  if (kept && stopped) {
    saved.write({ seed, next, tally, found });
    console.error(`Stopped. Go on: npm run campaign -- ${campaign.name} --runs ${runs} --resume`);
  }
  return tell(campaign, result);
}

function tell(campaign: Campaign, { found, tally, ...closing }: Result): number {
  for (const { n, says } of found.slice(0, shownAtMost)) {
    console.log(`violation in run ${n}: ${says}`);
    console.log(`  again: npm run campaign -- ${campaign.name} --seed ${closing.seed} --only ${n}`);
  }
  if (found.length > shownAtMost) console.log(`… and ${found.length - shownAtMost} more`);
  for (const line of campaign.report?.(tally) ?? []) console.log(line);
  console.log(JSON.stringify(closing satisfies Closing));
  return closing.ok ? 0 : 1;
}

/** A fault planted in a copy of the sources; the campaign runs there, in a process of its own. */
async function inCopy(campaign: Campaign, fault: string): Promise<number> {
  const plant = campaign.plants[fault];
  if (!plant) return refuse(`Which fault? ${Object.keys(campaign.plants).join(', ')}`);
  console.error(`planted: ${plant.says}`);
  const copy = plantCopy(plant);
  const { runs, seed, only } = values;
  const args = Object.entries({ runs, seed, only }).flatMap(([name, value]) => (value ? [`--${name}`, value] : []));
  process.chdir(copy.folder);
  try {
    return await run(process.execPath, [`${copy.folder}/build/campaign.ts`, campaign.name, '--until-found', ...args]);
  } finally {
    process.chdir(resolve(folder, '../..'));
    copy.remove();
  }
}
