import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import { fileKeychain } from '../../electron/preview/file-keychain.ts';
import { openSession, service } from '../support/vault-session.ts';

const anna = '0192f0c0-1111-7000-8000-000000000001';
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
/** The project's own Node, which runs TypeScript as it is. */
const node = createRequire(import.meta.url).resolve('node/bin/node');

type Line = { note?: string; text?: string | null; state?: string; change?: number; code?: string | null };

let folder: string;
const living = new Set<ChildProcess>();
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-typist-'));
  await fileKeychain(folder, service).set('device', Buffer.alloc(32, 7).toString('base64'));
});
afterEach(() => {
  for (const child of living) child.kill('SIGKILL');
  living.clear();
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

/** A vault in its own process, in which somebody types; what it says comes in `lines`. */
function typist(note: string, uid?: number) {
  const script = join(import.meta.dirname, '../support/vault-typist.ts');
  const child = spawn(node, ['--no-warnings', script, folder, anna, note], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  living.add(child);
  const lines: Line[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line) as Line));
  return {
    lines,
    until: async (what: (line: Line) => boolean): Promise<Line> => {
      for (let turn = 0; turn < 6_000; turn++) {
        const found = lines.findLast(what);
        if (found) return found;
        await sleep(10);
      }
      throw new Error(`it did not come: ${JSON.stringify(lines.slice(-5))}`);
    },
    kill: async () => {
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await gone;
      living.delete(child);
    },
  };
}

test('a vault that is killed while somebody types has lost nothing that it said was saved', async () => {
  let note = 'new';
  for (const milliseconds of [150, 390, 555, 820]) {
    const child = typist(note);
    note = (await child.until((line) => line.note !== undefined)).note!;
    await child.until((line) => line.state === 'saved');
    await sleep(milliseconds);
    await child.kill();
    const saved = child.lines.findLast((line) => line.state === 'saved')!.change!;
    const session = await openSession(
      { folder, keychainFor: (name) => fileKeychain(folder, name), clock: systemClock },
      anna,
    );
    expect(session.altered).toBeNull();
    const opened = await session.notes.call('notes.open', { id: note });
    expect(opened.ok && opened.value.text.split('word ').length - 1).toBeGreaterThanOrEqual(saved);
  }
});

test.skipIf(process.platform === 'win32')(
  'a folder that can only be read: notes can be read, the screen says that nothing is saved, and saving goes on once it can be written',
  async () => {
    const own = isRoot ? nobody : undefined;
    if (isRoot) execFileSync('chown', ['-R', `${nobody}:${nobody}`, folder]);
    const first = typist('new', own);
    const note = (await first.until((line) => line.note !== undefined)).note!;
    const saved = await first.until((line) => line.state === 'saved');
    await first.kill();
    execFileSync('chmod', ['-R', 'a-w', join(folder, 'vaults')]);
    const second = typist(note, own);
    const opened = await second.until((line) => line.note !== undefined);
    expect(opened.text!.split('word ').length - 1).toBeGreaterThanOrEqual(saved.change!);
    expect(await second.until((line) => line.state === 'failed')).toMatchObject({ code: 'read-only' });
    execFileSync('chmod', ['-R', 'u+w', join(folder, 'vaults')]);
    await second.until((line) => line.state === 'saved');
    await second.kill();
  },
);
