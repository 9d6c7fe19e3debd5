import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { followMask, judgeText, maskText } from '../../electron/vault/notes/guard-note.ts';
import { publishedNumbers } from '../vectors/cards.ts';

describe('what may be stored while somebody types', () => {
  const spaced = (number: string, gap: string) => (number.match(/.{1,4}/g) ?? []).join(gap);

  test('of a card number that is typed key by key nothing beyond its first six digits is ever stored', () => {
    for (const number of publishedNumbers) {
      for (const gap of ['', ' ', '-']) {
        const whole = `карта ${spaced(number, gap)}`;
        for (let length = 1; length <= whole.length; length++) {
          const verdict = judgeText(whole.slice(0, length), [], length);
          const stored = verdict.state === 'save' ? verdict.text.replace(/\D/g, '') : '';
          expect(stored.length, whole.slice(0, length)).toBeLessThanOrEqual(6);
        }
        expect(judgeText(`${whole} ok`, [], null).state).toBe('hold');
      }
    }
  });

  test('what stands around a run that still grows is stored', () => {
    expect(judgeText('call 4111 1111 1 then', [], 16)).toEqual({ state: 'save', text: 'call  then', whole: false });
    expect(judgeText('call 4111 1111 1 then', [], 3)).toEqual({
      state: 'save',
      text: 'call 4111 1111 1 then',
      whole: true,
    });
  });

  test('the other half of a number may be in a tag', () => {
    expect(judgeText('4111 1111', ['', '1111 1111'], null)).toEqual({
      state: 'hold',
      ranges: [{ from: 0, to: 9, kind: 'card-number' }],
    });
  });
});

describe('masks', () => {
  test('a caret keeps its place in the text around them', () => {
    const text = 'a 4111111111111111 b 5555555555554444 c';
    const { text: masked, masked: ranges } = maskText(text, []);
    expect(masked).toBe('a •••• b •••• c');
    const caretAt = (letter: string) => masked.slice(followMask(text.indexOf(letter), ranges), -1)[0] ?? 'c';
    expect(['a', 'b', 'c'].map(caretAt)).toEqual(['a', 'b', 'c']);
    expect(followMask(10, ranges)).toBe(6);
  });

  test('a caret never leaves the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('ab ', '4111 1111 1111 1111 ', 'cvv 123 ', '7 ')), fc.nat(), (parts, at) => {
        const text = parts.join('');
        const caret = text.length === 0 ? 0 : at % (text.length + 1);
        const { text: masked, masked: ranges } = maskText(text, []);
        expect(followMask(caret, ranges)).toBeGreaterThanOrEqual(0);
        expect(followMask(caret, ranges)).toBeLessThanOrEqual(masked.length);
      }),
    );
  });
});
