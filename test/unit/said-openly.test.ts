import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A page's text in one line, so that a sentence is found however it is wrapped. */
const page = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8').replace(/\s+/g, ' ');

describe('What does not hold is said openly', () => {
  it('that other programs stay open at a lock stands in README and THREAT_MODEL', () => {
    for (const name of ['README.md', 'THREAT_MODEL.md']) expect(page(name), name).toMatch(/other programs stay open/i);
  });

  it.each([
    ['a note deleted by hand can come back from an older copy', /a note deleted by hand before its hour can\./],
    [
      'the browser process keeps pieces of what was typed',
      /Pieces of the notes that were typed stay in it until it ends: some seconds after a lock/,
    ],
    ['page text goes there with an assistive tool', /with an assistive tool it has the page's text, too/],
    ['one code opens two minutes of lead’s work', /two minutes and for several deeds, not for one/],
    ['Linux starts on X11, and what is without it', /Linux starts on X11 by default/],
    ['a hostile page can draw a false form', /can draw a false form at any seat/],
  ])('the threat model says that %s', (_, sentence) => {
    expect(page('THREAT_MODEL.md')).toMatch(sentence);
  });
});
