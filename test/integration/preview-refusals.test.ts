import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPreviewFolder } from '../../electron/preview/profile-folder.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-preview-refusals-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const preview = (...args: string[]) =>
  new Promise<{ code: unknown; stderr: string }>((settle) => {
    execFile(process.execPath, ['electron/preview/main.ts', ...args], (error, _stdout, stderr) => {
      settle({ code: error?.code ?? 0, stderr });
    });
  });

describe('A preview that cannot start says why in both languages, and what to do', () => {
  it('where its folder cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, stderr } = await preview('--folder', join(folder, 'file', 'site'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^The preview cannot write into .*--folder PATH\)\.\nПредпросмотр не может писать .*\n$/);
  });

  it.skipIf(process.platform === 'win32').each([
    ['has a name that is too long', () => 'x'.repeat(300)],
    [
      'holds other files in the places of its own',
      () => {
        writeFileSync(join(folder, 'in-use.db'), 'no database at all, and long enough for a header\n'.repeat(100));
        return '.';
      },
    ],
  ])('where its folder %s', async (_what, make) => {
    const { code, stderr } = await preview('--folder', join(folder, make()));
    expect(stderr).toMatch(/^The preview cannot write into .*--folder PATH\)\.\nПредпросмотр не может писать .*\n$/);
    expect(code).toBe(2);
  });

  it('where its port is taken; its folder is free again then', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await preview('--folder', folder, '--port', String(port));
    other.close();
    expect(code).toBe(2);
    expect(stderr).toMatch(/^The preview cannot listen on port \d+.*--port NUMBER\)\.\nПредпросмотр не может .*\n$/);
    const next = openPreviewFolder(folder);
    expect(next.ok).toBe(true);
    if (next.ok) next.value.leave();
  });
});
