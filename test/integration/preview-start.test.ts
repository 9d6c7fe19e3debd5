import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { devPages } from '../../electron/preview/dev-pages.ts';
import { openPreviewFolder } from '../../electron/preview/profile-folder.ts';
import { startPreview } from '../../electron/preview/start-preview.ts';

vi.mock('../../electron/preview/dev-pages.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-preview-start-'));
});
afterEach(() => {
  vi.mocked(devPages).mockReset();
  rmSync(folder, { recursive: true, force: true });
});

const start = (port: number, dev = false) =>
  startPreview({ ...{ folder, port, dev }, version: '0.1.0', renderer: folder, onQuit: () => undefined });

/** What this process has open of the folder; of Linux only, elsewhere nothing is said. */
const openFiles = () =>
  process.platform === 'linux'
    ? readdirSync('/proc/self/fd').flatMap((fd) => {
        try {
          const file = readlinkSync(`/proc/self/fd/${fd}`);
          return file.startsWith(folder) ? [file] : [];
        } catch {
          return [];
        }
      })
    : [];

function expectNothingLeft() {
  expect(openFiles()).toEqual([]);
  const next = openPreviewFolder(folder);
  expect(next.ok).toBe(true);
  if (next.ok) next.value.leave();
}

describe('A preview that does not start leaves nothing open', () => {
  it('where its port is taken while its log is still being opened', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    try {
      await expect(start((other.address() as AddressInfo).port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    } finally {
      other.close();
    }
    expect(existsSync(join(folder, 'profile/desk.db'))).toBe(true);
    expectNothingLeft();
  });

  it('where its sources cannot be served', async () => {
    vi.mocked(devPages).mockRejectedValue(new Error('no pages'));
    await expect(start(0, true)).rejects.toThrow('no pages');
    expectNothingLeft();
  });
});

it('a preview of which a part does not end ends all others, and says what failed first', async () => {
  const close = vi.fn().mockRejectedValue(new Error('still serving'));
  vi.mocked(devPages).mockResolvedValue({ serve: () => Promise.resolve(), close });
  const preview = await start(0, true);
  if (!preview.ok) throw new Error(preview.code);
  await expect(preview.value.stop()).rejects.toThrow('still serving');
  expectNothingLeft();
});
