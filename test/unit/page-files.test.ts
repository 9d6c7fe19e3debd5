import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPage } from '../../shared/pages/page-files.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cleandesk-pages-'));
  writeFileSync(join(root, 'entry.html'), '<head></head>');
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('a page of the renderer', () => {
  it('is served', () => {
    expect(readPage(root, '/entry.html')).toMatchObject({ status: 200 });
  });

  // `/%zz`: found by the campaign ipc-fuzz.
  it.each(['/%zz', '/%', '/entry.html%00', '/..%2f..%2fetc%2fpasswd', '/none.html', '/', '/entry.htm'])(
    'that is none is an empty 404: %s',
    (path) => {
      const { status, body } = readPage(root, path);
      expect([status, body.length]).toEqual([404, 0]);
    },
  );
});
