import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPreviewFolder } from '../../electron/preview/profile-folder.ts';

const module = resolve(import.meta.dirname, '../../electron/preview/profile-folder.ts');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-preview-folder-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('The preview’s folder', () => {
  it('is not taken where a profile of the product lies there', () => {
    mkdirSync(join(folder, 'profile'));
    expect(openPreviewFolder(folder)).toEqual({ ok: false, code: 'product' });
  });

  it('is one preview’s at a time, and the next one’s when that leaves', () => {
    const first = openPreviewFolder(folder);
    expect(openPreviewFolder(folder)).toEqual({ ok: false, code: 'in-use' });
    if (first.ok) first.value.leave();
    const second = openPreviewFolder(folder);
    expect(second).toMatchObject({ ok: true, value: { profile: join(folder, 'profile') } });
    if (second.ok) second.value.leave();
  });

  it('is free again when another program that had it was killed', async () => {
    const source = `
      const { openPreviewFolder } = await import(${JSON.stringify(module)});
      const { ok } = openPreviewFolder(${JSON.stringify(folder)});
      // What nobody holds is collected now.
      for (const turn of [1, 2]) {
        await new Promise(setImmediate);
        gc();
      }
      console.log(ok);
      setInterval(() => undefined, 1000);`;
    const other = spawn(process.execPath, ['--expose-gc', '--input-type=module', '--eval', source], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [said] = (await once(other.stdout, 'data')) as [Buffer];
    expect(said.toString().trim()).toBe('true');
    expect(openPreviewFolder(folder)).toEqual({ ok: false, code: 'in-use' });
    other.kill('SIGKILL');
    await once(other, 'exit');
    const next = openPreviewFolder(folder);
    expect(next.ok).toBe(true);
    if (next.ok) next.value.leave();
  });
});
