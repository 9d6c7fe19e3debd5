import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileKeychain } from '../../electron/preview/file-keychain.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-keychain-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the preview’s keychain', () => {
  it('gives back what was kept, also to a later start', async () => {
    await fileKeychain(folder, 'vault').set('shred:481234', 'secret');
    expect(await fileKeychain(folder, 'vault').get('shred:481234')).toBe('secret');
    expect(await fileKeychain(folder, 'vault').list()).toEqual([{ account: 'shred:481234', secret: 'secret' }]);
  });

  it('keeps the items of two services apart', async () => {
    await fileKeychain(folder, 'vault').set('device', 'one');
    expect(await fileKeychain(folder, 'main').get('device')).toBeNull();
    expect(await fileKeychain(folder, 'main').list()).toEqual([]);
  });

  it('forgets what is deleted, and does not mind deleting twice', async () => {
    const keychain = fileKeychain(folder, 'vault');
    await keychain.set('device', 'one');
    await keychain.delete('device');
    await keychain.delete('device');
    expect(await keychain.get('device')).toBeNull();
  });

  it('leaves no half-written item, and none that another user can read', async () => {
    await fileKeychain(folder, 'vault').set('device', 'one');
    expect(readdirSync(folder)).toEqual(['vault']);
    expect(statSync(join(folder, 'vault/device')).mode & 0o077).toBe(0);
  });
});
