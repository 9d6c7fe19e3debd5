import { describe, expect, it } from 'vitest';
import { answersFor, missingAnswers, sameIssuer } from '../../shared/checklist/rules.ts';
import { evidenceItems, seenFigures, templateFor } from '../../shared/checklist/templates.ts';
import { checklistItem, checklistTemplate, type Answer } from '../../shared/checklist/types.ts';

const templates = [templateFor('operator'), templateFor('lead')];
const all = [...templates.flatMap(({ items }) => items), ...evidenceItems];

describe('The built-in checklists', () => {
  it('are data that fits the contract, every item with its own id', () => {
    for (const template of templates) expect(checklistTemplate.safeParse(template).success).toBe(true);
    for (const item of evidenceItems) expect(checklistItem.safeParse(item).success).toBe(true);
    for (const items of [...templates.map((template) => template.items), evidenceItems]) {
      const ids = items.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(all.map(({ id }) => id)).not.toContain(sameIssuer.item);
  });

  it('ask an operator at most six things in words that can be read in 45 seconds', () => {
    const asked = templateFor('operator').items.filter(({ kind }) => kind !== 'automatic');
    expect(asked.length).toBeLessThanOrEqual(6);
    for (const language of ['ru', 'en'] as const) {
      const words = asked.flatMap(({ text }) => text[language].split(/\s+/)).length;
      // Silent reading of short sentences: about 200 words a minute; the rest of the time is for looking.
      expect(words).toBeLessThanOrEqual(110);
    }
  });

  it('ask nobody at a seat what only the console, the lead or IT can know', () => {
    const [operator, lead] = templates;
    for (const { kind, answerer } of operator!.items) {
      expect(answerer).toBe(kind === 'automatic' ? 'console' : 'operator');
    }
    for (const { kind, answerer } of lead!.items) expect(answerer).toBe(kind === 'automatic' ? 'console' : 'lead');
    for (const { answerer } of evidenceItems) expect(['it', 'lead']).toContain(answerer);
  });

  it('give every shift list the cadence of a shift and all evidence a longer one', () => {
    for (const { items } of templates) expect(new Set(items.map(({ cadence }) => cadence))).toEqual(new Set(['shift']));
    for (const { cadence } of evidenceItems) expect(cadence).not.toBe('shift');
  });

  it('cover all twelve points, and the briefing of temporary staff for the lead', () => {
    const covered = new Set(all.flatMap(({ points }) => points));
    expect([...covered].sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(templateFor('operator').items.flatMap(({ points }) => points)).not.toContain(13);
    expect(templateFor('lead').items.flatMap(({ points }) => points)).toContain(13);
  });

  it('say everything in Russian and in English, with help and what a no means', () => {
    for (const { id, text, help, no } of [
      ...all,
      { id: sameIssuer.item, text: sameIssuer.text, help: null, no: null },
    ]) {
      for (const words of [text, help, no]) {
        if (words === null) continue;
        expect(words.ru, id).toMatch(/[а-яё]{3}/i);
        expect(words.en, id).not.toMatch(/[а-яё]/i);
        expect(words.en.length, id).toBeGreaterThan(10);
        expect(`${words.ru}${words.en}`, id).not.toContain('!');
      }
      expect(text.en, id).not.toMatch(/\.$/);
    }
  });

  it('address Russian readers with «вы»', () => {
    const russian = all.flatMap(({ text, help, no }) => [text.ru, help.ru, no.ru]).join(' ');
    expect(russian).not.toMatch(/(?<![а-яё])(ты|тебя|тебе|твой|твоя|твоё|твои)(?![а-яё])/i);
  });

  it('name the figures of every item that the console answers, and of no other', () => {
    const automatic = templateFor('operator').items.filter(({ kind }) => kind === 'automatic');
    expect(automatic.map(({ id }) => id).sort()).toEqual(Object.keys(seenFigures).sort());
  });
});

describe('An answer', () => {
  const { items } = templateFor('operator');
  const required = items.find(({ id }) => id === 'seat-no-paper')!;
  const optional = items.find(({ id }) => id === 'seat-consent')!;
  const yes = (item: string): Answer => ({ item, value: 'yes', comment: '' });
  const complete = items.filter((item) => item.kind === 'confirm' && item.required).map(({ id }) => yes(id));

  it('can be “not applicable” only where the point is optional', () => {
    expect(answersFor(required)).toEqual(['yes', 'no']);
    expect(answersFor(optional)).toEqual(['yes', 'no', 'not-applicable']);
  });

  it('is never given by hand where the console answers', () => {
    expect(answersFor(items.find(({ kind }) => kind === 'automatic')!)).toEqual([]);
  });

  it('is missing where a required point has none, or a no has no comment', () => {
    const template = templateFor('operator');
    expect(missingAnswers(template, [])).toEqual(complete.map(({ item }) => item));
    expect(missingAnswers(template, complete)).toEqual([]);
    const withNo = (comment: string): Answer[] => [...complete, { item: optional.id, value: 'no', comment }];
    expect(missingAnswers(template, withNo('  '))).toEqual([optional.id]);
    expect(missingAnswers(template, withNo('No script today'))).toEqual([]);
  });
});
