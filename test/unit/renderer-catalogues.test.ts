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
    // The form for one may leave out the number itself.
    const facts = (key: string, text: string) =>
      holes(text).filter((hole) => !(key.endsWith('_one') && hole === '{{count}}'));
    for (const [key, text] of Object.entries(russian)) {
      const counterpart = english[key.replace(plural, '_other')] ?? '';
      expect({ key, facts: facts(key, text) }).toEqual({ key, facts: facts(key, counterpart) });
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
