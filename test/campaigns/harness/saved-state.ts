import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { State } from './run-campaign.ts';

const folder = resolve(import.meta.dirname, '../../../test-results/campaigns');
const pause = 1_000;

/** Where a campaign that was stopped can go on: one file for each campaign, the last one begun. */
export function savedState(name: string) {
  const file = join(folder, `${name}.json`);
  let saved = 0;
  const write = (state: State) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  };
  return {
    /** @returns null when there is nothing to go on with. */
    read: (): State | null => {
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as State;
      } catch {
        return null;
      }
    },
    /** Not after every one of a million runs. */
    keep: (state: State) => {
      if (performance.now() - saved < pause) return;
      saved = performance.now();
      write(state);
    },
    write,
  };
}
