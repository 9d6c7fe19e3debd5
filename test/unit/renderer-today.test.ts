import { describe, expect, it } from 'vitest';
import { isComplete, nextOpen, ownItems, progressOf, withAnswers } from '../../renderer/today/day.ts';
import { templateFor } from '../../shared/checklist/templates.ts';
import type { Answer, Checklist } from '../../shared/checklist/types.ts';

const template = templateFor('operator');
const empty: Checklist = {
  id: '0190f000-0000-7000-8000-000000000001',
  person: '0190f000-0000-7000-8000-000000000002',
  template,
  date: '2026-11-24',
  shift: 0,
  startsAt: 0,
  endsAt: 1,
  dueAt: 1,
  state: 'open',
  overdue: false,
  answers: [],
  automatic: [],
  submittedAt: null,
  decidedBy: null,
  decidedAt: null,
  returnReason: null,
  sameIssuer: false,
};
const items = ownItems(empty);
const yes = (item: string): Answer => ({ item, value: 'yes', comment: '' });
const answered = (answers: Answer[]) =>
  withAnswers(empty, Object.fromEntries(answers.map((each) => [each.item, each])));

describe('the shift’s list on the screen', () => {
  it('asks at most six points and none that the console answers', () => {
    expect(items.length).toBeLessThanOrEqual(6);
    expect(items.some((item) => item.kind === 'automatic')).toBe(false);
  });

  it('counts a “no” as answered only with its comment', () => {
    expect(isComplete({ item: 'x', value: 'no', comment: '  ' })).toBe(false);
    expect(isComplete({ item: 'x', value: 'no', comment: 'A stick' })).toBe(true);
    expect(isComplete(null)).toBe(false);
  });

  it('goes on to the next open point, round the end, and nowhere when all is answered', () => {
    const list = answered([yes(items[1]?.id ?? '')]);
    expect(nextOpen(list, 0)).toBe(2);
    expect(nextOpen(list, items.length - 1)).toBe(0);
    expect(nextOpen(answered(items.map((item) => yes(item.id))))).toBe(-1);
  });

  it('is ready when nothing required is missing, and names its exceptions', () => {
    expect(progressOf(empty).missing).toBeGreaterThan(0);
    const all = answered(items.map((item) => yes(item.id)));
    expect(progressOf(all)).toEqual({ done: items.length, total: items.length, missing: 0, exceptions: 0 });
    const no: Answer = { item: items[0]?.id ?? '', value: 'no', comment: '' };
    expect(progressOf(withAnswers(all, { [no.item]: no }))).toMatchObject({ missing: 1, exceptions: 1 });
  });
});
