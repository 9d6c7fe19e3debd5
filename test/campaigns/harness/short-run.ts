import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Campaign, Closing } from './campaign.ts';
import { runCampaign, type Result } from './run-campaign.ts';

const root = resolve(import.meta.dirname, '../../..');

/** A few runs of a campaign, here and now: for `npm test`. */
export const shortRun = (campaign: Campaign, { runs, seed }: { runs: number; seed: number }): Promise<Result> =>
  runCampaign(campaign, { runs, seed });

/**
 * The same campaign against a copy with a planted fault, up to the first violation.
 * @returns what it found. @throws when the plant does not fit or the campaign broke: that is no find.
 */
export async function plantedRun(name: string, fault: string, runs: number, seed: number) {
  const args = [name, '--plant', fault, '--runs', String(runs), '--seed', String(seed)];
  const { stdout, stderr, code } = await output(process.execPath, ['build/campaign.ts', ...args]);
  const lines = stdout.trimEnd().split('\n');
  if (code !== 0 && code !== 1) throw new Error(`campaign ${args.join(' ')} broke:\n${stderr}`);
  return { ...(JSON.parse(lines.at(-1) ?? '') as Closing), lines: lines.slice(0, -1) };
}

function output(command: string, args: string[]): Promise<{ stdout: string; stderr: string; code: number | null }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
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
