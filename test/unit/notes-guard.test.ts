import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCardData, growingRun, keptAtMost, storable } from '../../shared/guard/index.ts';
import { publishedNumbers } from '../vectors/cards.ts';

describe('what may be stored while somebody types', () => {
  const spaced = (number: string, gap: string) => (number.match(/.{1,4}/g) ?? []).join(gap);
  const stored = (text: string, caret: number | null, more = {}) => storable(text, caret, more).text;

  test('of a card number that is typed key by key nothing beyond its first six digits is ever stored', () => {
    for (const number of publishedNumbers) {
      for (const gap of ['', ' ', '-']) {
        const whole = `карта ${spaced(number, gap)}`;
        for (let length = 1; length <= whole.length; length++) {
          const digits = stored(whole.slice(0, length), length).replace(/\D/g, '');
          expect(digits.length, whole.slice(0, length)).toBeLessThanOrEqual(6);
        }
        expect(stored(`${whole} ok`, null)).toBe('карта •••• ok');
      }
    }
  });

  test('nor where its last missing digit is typed into its middle', () => {
    for (const number of publishedNumbers) {
      for (const gap of ['', ' ', '-']) {
        for (let at = 0; at < number.length; at++) {
          const text = `карта ${spaced(number.slice(0, at) + number.slice(at + 1), gap)}`;
          const caret = 'карта '.length + at + Math.floor(Math.max(0, at - 1) / 4) * gap.length;
          // A first digit that is missing leaves no issuer by which the rest could be known.
          if (at < 4 || findCardData(text).length > 0) continue;
          expect(growingRun(text, caret), `${text} at ${caret}`).not.toBeNull();
        }
      }
    }
  });

  test('what stands around a run that still grows is stored', () => {
    expect(storable('call 4111 1111 1 then', 16)).toMatchObject({ text: 'call •••• then', held: [], grows: true });
    expect(storable('call 4111 1111 1 then', 3)).toMatchObject({ text: 'call 4111 1111 1 then', grows: false });
  });

  test('what stands around a refused place is stored, also where more is being typed behind it', () => {
    const text = 'pay 4111 1111 1111 1111 or 5555 5555 55';
    expect(storable(text, text.length)).toMatchObject({
      text: 'pay •••• or ••••',
      held: [{ from: 4, to: 23, kind: 'card-number' }],
      grows: true,
    });
    expect(stored('cvv 4111 1111 1111 1111 123', null)).toBe('cvv •••• ••••');
  });

  test('where a field may keep more, it keeps an order of ten digits and nothing longer that can grow', () => {
    expect(stored('4567890123', 10, { shown: keptAtMost })).toBe('4567890123');
    expect(stored('45678901234', 11, { shown: keptAtMost })).toBe('••••');
    expect(stored('4111 1111 1111 111', 9, { shown: keptAtMost })).toBe('••••');
    expect(stored('45678901234', null, { shown: keptAtMost })).toBe('45678901234');
  });

  test('the other half of a number may be in a tag', () => {
    expect(storable('4111 1111', null, { beside: ['', '1111 1111'] })).toMatchObject({
      text: '••••',
      held: [{ from: 0, to: 9, kind: 'card-number' }],
    });
  });
});

describe('masks', () => {
  test('a caret keeps its place in the text around them', () => {
    const text = 'a 4111111111111111 b 5555555555554444 c';
    const { text: masked, follow } = storable(text, null);
    expect(masked).toBe('a •••• b •••• c');
    const caretAt = (letter: string) => masked.slice(follow(text.indexOf(letter)), -1)[0] ?? 'c';
    expect(['a', 'b', 'c'].map(caretAt)).toEqual(['a', 'b', 'c']);
    expect(follow(10)).toBe(6);
  });

  test('a caret never leaves the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('ab ', '4111 1111 1111 1111 ', 'cvv 123 ', '7 ')), fc.nat(), (parts, at) => {
        const text = parts.join('');
        const caret = text.length === 0 ? 0 : at % (text.length + 1);
        const { text: masked, follow } = storable(text, caret);
        expect(follow(caret)).toBeGreaterThanOrEqual(0);
        expect(follow(caret)).toBeLessThanOrEqual(masked.length);
      }),
    );
  });

  // Found by the property above, with the seed 172000864.
  test('nor where a mask brings digits to a word that makes them a code', () => {
    const text = 'cvv 123 7 7 7 ab';
    const { text: masked, follow } = storable(text, text.length);
    expect(masked).toBe('cvv •••• •••• ab');
    expect(follow(text.length)).toBe(masked.length);
    expect(masked.slice(follow(text.indexOf('ab')))).toBe('ab');
  });
});
