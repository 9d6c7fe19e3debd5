import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { spawnChild } from '../../electron/preview/children.ts';
import { hold, openPipe } from '../../electron/preview/pipes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-preview-children-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A child that says back whatever it is told. */
function echo() {
  const program = join(folder, 'echo.mjs');
  writeFileSync(program, `process.on('message', (wire) => 'post' in wire && process.send(wire));`);
  return spawnChild('vault', folder, { program });
}

it('what the wire to a child cannot carry does not end whoever speaks to it, and what comes after that arrives', async () => {
  const child = echo();
  try {
    const [ours, theirs] = openPipe();
    const heard: unknown[] = [];
    const pipe = hold(ours, { post: (message) => heard.push(message), closed: () => undefined });
    child.send({ type: 'attach' }, [theirs]);
    pipe.post(JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)));
    pipe.post('after');
    await expect.poll(() => heard).toEqual(['after']);
  } finally {
    await child.kill();
  }
});

it('a child that cannot be started is gone: its pipes are closed, and nobody waits for its end', async () => {
  const node = process.execPath;
  process.execPath = join(folder, 'nowhere');
  try {
    const child = spawnChild('gate', folder);
    const [ours, theirs] = openPipe();
    let closed = false;
    let exited = false;
    hold(ours, { post: () => undefined, closed: () => (closed = true) });
    child.onExit(() => (exited = true));
    child.send({ type: 'start' }, [theirs]);
    await child.kill();
    expect({ closed, exited }).toEqual({ closed: true, exited: true });
  } finally {
    process.execPath = node;
  }
});
