import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { promises } from '../promises.ts';
import { allTitles, titlesIn } from '../support/test-titles.ts';

const titles = allTitles(join(import.meta.dirname, '..'), ['unit', 'integration', 'e2e', 'preview', 'campaigns']);
const alive = new Set(titles.filter(({ skipped }) => !skipped).map(({ title }) => title));

describe('What is promised to the people who use Cleandesk', () => {
  it('is shown by a test, or says what it waits for', () => {
    const bare = promises.filter(({ shownBy, waitsFor }) => !shownBy?.length && !waitsFor);
    expect(bare.map(({ says }) => says)).toEqual([]);
  });

  it('is shown only by tests that exist and are not skipped', () => {
    const lost = promises.flatMap(({ shownBy = [] }) => shownBy.filter((title) => !alive.has(title)));
    expect(lost).toEqual([]);
  });

  it('is promised once', () => {
    const said = promises.map(({ says }) => says.toLowerCase());
    expect(said.filter((says, index) => said.indexOf(says) !== index)).toEqual([]);
  });

  it('covers every section from keys to the log', () => {
    expect([...new Set(promises.map(({ section }) => section))]).toEqual([3, 4, 5, 6, 7, 8]);
  });
});

describe('A test’s title', () => {
  const read = (text: string) => titlesIn('x.test.ts', text).map(({ title, skipped }) => [title, skipped]);

  it('is read with the describe around it, as it stands in the source', () => {
    const text = `describe('a', () => { describe.each([1])('b %s', () => { it.each([2])(\`c \${d}\`, () => {}); }); });`;
    expect(read(text)).toEqual([['a > b %s > c ${d}', false]]);
  });

  it('is no title in a comment, in a string or under a name that is no test', () => {
    expect(read(`// it('a', () => {})\nconst text = "it('b', () => {})"; other('c', () => {});`)).toEqual([]);
  });

  it('is skipped by its own word or by the one around it, not by a condition', () => {
    const text = `describe.skip('a', () => { it('b', () => {}); }); test.todo('c'); it.skipIf(x)('d', () => {});`;
    expect(read(text)).toEqual([
      ['a > b', true],
      ['c', true],
      ['d', false],
    ]);
  });
});
