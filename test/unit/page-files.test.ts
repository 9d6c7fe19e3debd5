import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rendererPage } from '../../electron/preview/pages.ts';
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

  it('is nobody else’s window in a browser, and has its one process in the product', () => {
    const opener = 'Cross-Origin-Opener-Policy';
    expect(rendererPage(root, '/entry.html').headers).toHaveProperty(opener, 'same-origin');
    // There Chromium would start a second one for it (decision 14).
    expect(readPage(root, '/entry.html').headers).not.toHaveProperty(opener);
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
