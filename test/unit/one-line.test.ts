import { expect, it } from 'vitest';
import { oneLine } from '../../shared/one-line.ts';

it('foreign text stays on its line and in its order, and what cannot be seen in it is written out', () => {
  expect(oneLine('\u001b[2JNorth\r\nWHOLE. 3 events')).toBe('\\u{1b}[2JNorth\\u{d}\\u{a}WHOLE. 3 events');
  expect(oneLine('a\u202eb\u2066c\u200bd\u2028e\u2029f\u009bg\u{e0041}')).toBe(
    'a\\u{202e}b\\u{2066}c\\u{200b}d\\u{2028}e\\u{2029}f\\u{9b}g\\u{e0041}',
  );
  expect(oneLine('Площадка «Север», 2-й этаж 🏢')).toBe('Площадка «Север», 2-й этаж 🏢');
});
