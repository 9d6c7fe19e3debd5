import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAnchorKeeper, isCurrent, readAnchor, type Anchor } from '../../electron/vault/notes/anchor.ts';
import { digestOf, emptyManifest, type Manifest } from '../../electron/vault/notes/manifest.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';

const vault = '0192f0c0-1111-4000-8000-00000000000a';
const account = '0192f0c0-1111-7000-8000-000000000001';
const groups = new Map([[1_000, { count: 1, sum: new Uint8Array(32).fill(7) }]]);
const manifest = (epoch: number, commits: number, more: Partial<Manifest> = {}): Manifest => ({
  ...emptyManifest(),
  ...{ epoch, commits, groups, ...more },
});
const anchorOf = ({ epoch, commits, ...rest }: Manifest): Anchor => ({
  ...{ vault, epoch, commits, digest: digestOf({ epoch, commits, ...rest }) },
});
const anchored = anchorOf(manifest(5, 40));

describe('a file of notes', () => {
  it.each([
    ['as it was anchored', manifest(5, 40), true],
    ['with later commits of the same opening', manifest(5, 41), true],
    ['of an opening that died before its anchor', manifest(6, 41), true],
    ['with fewer commits', manifest(5, 39), false],
    ['with as many commits, but others', manifest(5, 40, { groups: new Map() }), false],
    ['of an earlier opening, with however many commits', manifest(4, 90), false],
    ['of an opening after the next, to which no way leads', manifest(7, 90), false],
  ])('%s is judged by the anchor', (_, found, current) => {
    expect(isCurrent(vault, found, anchored)).toBe(current);
  });

  it('of another vault, or beside an anchor that cannot be read, is not the right one', () => {
    expect(isCurrent(account, manifest(5, 41), anchored)).toBe(false);
    expect(isCurrent(vault, manifest(5, 41), 'unreadable')).toBe(false);
  });

  it('without an anchor is one that died before its first, and holds nothing', () => {
    expect(isCurrent(vault, emptyManifest(), null)).toBe(true);
    expect(isCurrent(vault, { ...emptyManifest(), epoch: 1, commits: 3 }, null)).toBe(true);
    expect(isCurrent(vault, manifest(1, 1), null)).toBe(false);
    expect(isCurrent(vault, { ...emptyManifest(), epoch: 2 }, null)).toBe(false);
  });
});

describe('the anchor of a living vault', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('follows what is written within a minute, and is left alone where nothing is', async () => {
    const keys = createMemoryKeychain();
    const keychain = keys.keychainFor('vault');
    let now = manifest(1, 1);
    const { keep } = createAnchorKeeper({ keychain, account, vault }, () => now);
    await keep();
    now = manifest(1, 9);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await readAnchor(keychain, account)).toEqual(anchorOf(now));
    const { writes } = keys;
    const before = writes();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(writes()).toBe(before);
  });

  it('is never overtaken by an older one that the keychain was slow to take', async () => {
    const taken: string[] = [];
    const waiting: (() => void)[] = [];
    const keychain = {
      ...createMemoryKeychain().keychainFor('vault'),
      set: (_: string, secret: string) =>
        new Promise<void>((resolve) => {
          waiting.push(() => {
            taken.push(secret);
            resolve();
          });
        }),
    };
    let now = manifest(1, 1);
    const { keep } = createAnchorKeeper({ keychain, account, vault }, () => now);
    const first = keep();
    await vi.advanceTimersByTimeAsync(0);
    now = manifest(1, 2);
    const second = keep();
    await vi.advanceTimersByTimeAsync(0);
    expect(waiting).toHaveLength(1);
    waiting[0]?.();
    await first;
    await vi.advanceTimersByTimeAsync(0);
    waiting[1]?.();
    await second;
    expect(taken.map((secret) => (JSON.parse(secret) as Anchor).commits)).toEqual([1, 2]);
  });
});
