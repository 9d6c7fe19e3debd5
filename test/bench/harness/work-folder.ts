import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What Linux's statfs calls a file system in memory. */
const tmpfs = 0x01021994;
const inTree = resolve(import.meta.dirname, '../../../test-results/bench');

/** An empty folder on a real disk: what is measured there waits for a disk, as at a desk. */
export function makeWorkFolder(): { folder: string; remove(): void } {
  const inMemory = process.platform === 'linux' && statfsSync(tmpdir()).type === tmpfs;
  const parent = inMemory ? inTree : tmpdir();
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'cleandesk-bench-'));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
