import { describe, expect, it } from 'vitest';
import {
  automaticAnswers,
  compareVersions,
  type AutomaticFacts,
  type OwnFacts,
} from '../../electron/desk/checklist/automatic.ts';
import { seenFigures, templateFor } from '../../shared/checklist/templates.ts';

const well: AutomaticFacts = {
  clock: { steadiness: 'steady', offsetSeconds: null },
  version: { required: null },
  keychain: { answers: true, file: false },
  chain: { state: 'whole', chain: '0199a0de-0000-7000-8000-000000000000', length: 12, signedUpTo: 11 },
};
const own: OwnFacts = {
  installed: '1.10.0',
  newest: '1.10.0',
  policyText: { state: 'acknowledged', version: 3, acknowledgedOn: '2026-10-05' },
};

function answer(item: string, facts: Partial<AutomaticFacts> = {}, mine: Partial<OwnFacts> = {}) {
  const answers = automaticAnswers(templateFor('operator'), { ...well, ...facts }, { ...own, ...mine }, 1000);
  return answers.find((one) => one.item === item);
}

describe('What the console answers itself', () => {
  it('is yes to every point of a healthy desk, each with what was seen and when', () => {
    const answers = automaticAnswers(templateFor('operator'), well, own, 1000);
    expect(answers.map(({ value }) => value)).toEqual(answers.map(() => 'yes'));
    expect(answers).toContainEqual({
      item: 'console-chain',
      value: 'yes',
      seen: { state: 'whole', length: 12, signedUpTo: 11 },
      at: 1000,
    });
    for (const { item, seen } of answers) {
      for (const figure of Object.keys(seen)) expect(seenFigures[item as keyof typeof seenFigures]).toContain(figure);
    }
  });

  it('is no for a clock that was moved or is more than a minute off central’s, and shows by how much', () => {
    expect(answer('console-clock', { clock: { steadiness: 'ahead', offsetSeconds: null } })?.value).toBe('no');
    expect(answer('console-clock', { clock: { steadiness: 'steady', offsetSeconds: -60 } })?.value).toBe('yes');
    expect(answer('console-clock', { clock: { steadiness: 'steady', offsetSeconds: -61 } })).toMatchObject({
      value: 'no',
      seen: { steadiness: 'steady', offsetSeconds: -61 },
    });
  });

  it('is no for a version older than the site asks for, or than one that has run at this desk', () => {
    expect(answer('console-version', { version: { required: '1.10.0' } })?.value).toBe('yes');
    expect(answer('console-version', { version: { required: '1.11.0' } })?.value).toBe('no');
    expect(answer('console-version', {}, { installed: '1.9.3' })).toMatchObject({
      value: 'no',
      seen: { installed: '1.9.3', newest: '1.10.0' },
    });
  });

  it('is no for a silent keychain and for a chain that is broken or closed', () => {
    expect(answer('console-keychain', { keychain: { answers: false, file: false } })?.value).toBe('no');
    expect(answer('console-keychain', { keychain: { answers: true, file: true } })).toMatchObject({
      ...{ value: 'no', seen: { answers: 'file' } },
    });
    for (const state of ['broken', 'closed'] as const) {
      expect(answer('console-chain', { chain: { ...well.chain, state } })?.value).toBe('no');
    }
  });

  it('is no while the security policy waits to be read, and unknown where the site has none', () => {
    const nobody = { version: null, acknowledgedOn: null };
    const due = answer('console-policy-text', {}, { policyText: { ...nobody, version: 4, state: 'due' } });
    expect(due).toMatchObject({ value: 'no', seen: { version: 4 } });
    const none = answer('console-policy-text', {}, { policyText: { ...nobody, state: 'none' } });
    expect(none).toMatchObject({ value: 'unknown', seen: {} });
  });

  it('is unknown for a point that this version of the console cannot see', () => {
    const template = templateFor('operator');
    const foreign = { ...template.items.at(-1)!, id: 'console-of-the-future' };
    expect(automaticAnswers({ ...template, items: [foreign] }, well, own, 5)).toEqual([
      { item: 'console-of-the-future', value: 'unknown', seen: {}, at: 5 },
    ]);
  });

  it('compares versions by their numbers', () => {
    expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0);
    expect(compareVersions('2.0.0', '2.0.0-rc.1+7')).toBe(0);
    expect(compareVersions('0.1.0', '0.1.1')).toBeLessThan(0);
  });
});
