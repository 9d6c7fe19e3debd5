import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWholeFile } from '../../shared/whole-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-whole-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a file that a person saves', () => {
  it('is whole as soon as it is there, its owner’s alone, in the place of an older one', async () => {
    const place = join(folder, 'day.export');
    writeFileSync(place, 'older');
    const bytes = Buffer.alloc(5_000_000, 'x');
    const sizes = new Set<number>();
    let done = false;
    const writing = writeWholeFile(place, bytes).finally(() => (done = true));
    while (!done) {
      sizes.add(statSync(place).size);
      await new Promise(setImmediate);
    }
    await writing;
    expect([...sizes].filter((size) => size !== 5 && size !== bytes.length)).toEqual([]);
    expect(readFileSync(place).equals(bytes)).toBe(true);
    expect(statSync(place).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['day.export']);
  });

  it('that cannot be written leaves nothing of itself', async () => {
    mkdirSync(join(folder, 'taken'));
    await expect(writeWholeFile(join(folder, 'taken'), Buffer.from('x'))).rejects.toThrow();
    await expect(writeWholeFile(join(folder, 'nowhere', 'a'), Buffer.from('x'))).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});
