import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/i18n/en/index.ts';
import { ru } from '../../renderer/i18n/ru/index.ts';

type Texts = Record<string, string>;
const plural = /_(one|few|many|other)$/;
const holes = (text: string) => [...new Set(text.match(/{{\w+}}/g) ?? [])].sort();
const screens = Object.keys(en) as (keyof typeof en)[];

describe.each(screens)('the texts of %s', (screen) => {
  const english: Texts = en[screen];
  const russian: Texts = ru[screen];

  it('exist in both languages', () => {
    const base = (texts: Texts) => [...new Set(Object.keys(texts).map((key) => key.replace(plural, '')))].sort();
    expect(base(russian)).toEqual(base(english));
    for (const text of [...Object.values(english), ...Object.values(russian)]) expect(text.trim()).not.toBe('');
  });

  it('show the same facts in both languages', () => {
    for (const [key, text] of Object.entries(russian)) {
      // In Russian the form for one is also that for 21 and 31: it names the number where English need not.
      const counterpart = english[key.replace(plural, '_other')] ?? '';
      expect({ key, holes: holes(text) }).toEqual({ key, holes: holes(counterpart) });
    }
  });

  it('do not shout', () => {
    for (const text of [...Object.values(english), ...Object.values(russian)]) expect(text).not.toContain('!');
  });

  it('are in the language they belong to', () => {
    for (const [key, text] of Object.entries(english))
      expect({ key, cyrillic: /[а-яё]/i.test(text) }).toEqual({ key, cyrillic: false });
  });
});
