import { spawn } from 'node:child_process';
import type { Campaign, Closing } from './campaign.ts';
import { plantCopy } from './plant-copy.ts';
import { runCampaign, type Result } from './run-campaign.ts';

/** A few runs of a campaign, here and now: for `npm test`. */
export const shortRun = (campaign: Campaign, { runs, seed }: { runs: number; seed: number }): Promise<Result> =>
  runCampaign(campaign, { runs, seed });

/**
 * The same campaign against a copy with a planted fault, up to the first violation.
 * @returns what it found. @throws when the plant does not fit or the campaign broke: that is no find.
 */
export async function plantedRun(name: string, fault: string, runs: number, seed: number) {
  const { campaign } = (await import(`../${name}/campaign.ts`)) as { campaign: Campaign };
  const plant = campaign.plants[fault];
  if (!plant) throw new Error(`${name} has no fault ${fault}`);
  const copy = plantCopy(plant);
  try {
    const args = [name, '--until-found', '--runs', String(runs), '--seed', String(seed)];
    const { stdout, stderr, code } = await output(process.execPath, ['build/campaign.ts', ...args], copy.folder);
    if (code !== 0 && code !== 1) throw new Error(`${name} with ${fault} broke:\n${stderr}`);
    const lines = stdout.trimEnd().split('\n');
    return { ...(JSON.parse(lines.at(-1) ?? '') as Closing), lines: lines.slice(0, -1) };
  } finally {
    copy.remove();
  }
}

type Output = { stdout: string; stderr: string; code: number | null };

function output(command: string, args: string[], cwd: string): Promise<Output> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', fail);
    child.once('close', (code) => {
      done({ stdout, stderr, code });
    });
  });
}
