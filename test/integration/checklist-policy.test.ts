import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../shared/people.ts';
import { createChecklistDesk, person, type ChecklistDesk } from '../support/checklist-desk.ts';

const day = 86_400_000;
const cardNumber = '4111 1111 1111 1111';
let desk: ChecklistDesk;
let operator: Person;
let lead: Person;

const by = () => ({ actor: lead.id, desk: lead.id });
const publish = (ru = 'Бумаги нет', en = 'No paper') => desk.checklists['policy-text.publish'](by(), { ru, en });
const acknowledge = (version: number) => desk.checklists['policy-text.acknowledge'](operator.id, { version });

beforeEach(async () => {
  desk = await createChecklistDesk();
  operator = person();
  lead = person({ role: 'lead', username: 'lena' });
  desk.people.push(operator, lead);
});
afterEach(() => {
  desk.close();
});

describe('The security policy', () => {
  it('is published in both languages and in versions, with digests in the log', () => {
    expect(desk.checklists['policy-text.read'](operator.id, {})).toEqual({ ok: true, value: null });
    expect(publish()).toMatchObject({ ok: true, value: { version: 1 } });
    expect(publish('Бумаги нет, телефонов тоже', 'No paper, no phones')).toMatchObject({ ok: true });
    const text = {
      version: 2,
      ru: 'Бумаги нет, телефонов тоже',
      en: 'No paper, no phones',
      publishedAt: desk.clock.now(),
    };
    expect(desk.checklists['policy-text.read'](operator.id, {})).toEqual({ ok: true, value: text });
    const events = desk.events('policy-text.published');
    expect(events).toMatchObject([
      { actor: lead.id, data: { version: 1 } },
      { actor: lead.id, data: { version: 2 } },
    ]);
    expect(desk.audit.textOf(events[0]!.data.ru as string)).toBe('Бумаги нет');
  });

  it('is acknowledged once in its version; a new version asks again', () => {
    expect(desk.checklists.policyTextState(operator.id)).toBe('none');
    expect(acknowledge(1)).toMatchObject({ code: 'not-found' });
    publish();
    expect(desk.checklists.policyTextState(operator.id)).toBe('due');
    acknowledge(1);
    acknowledge(1);
    expect(desk.checklists.policyTextState(operator.id)).toBe('acknowledged');
    expect(desk.checklists.policyTextState(lead.id)).toBe('due');
    expect(desk.events('policy-text.acknowledged')).toMatchObject([{ actor: operator.id, data: { version: 1 } }]);
    publish();
    expect(desk.checklists.policyTextState(operator.id)).toBe('due');
    expect(acknowledge(1)).toMatchObject({ code: 'not-now' });
    expect(acknowledge(2)).toMatchObject({ ok: true });
  });

  it('asks again a year after it was acknowledged, and shows each time in the day’s list', () => {
    publish();
    acknowledge(1);
    const seen = () => {
      const list = desk.checklists['checklist.today'](operator.id, {});
      return list.ok ? list.value.automatic.find(({ item }) => item === 'console-policy-text') : null;
    };
    expect(seen()).toMatchObject({ value: 'yes', seen: { version: 1, acknowledgedOn: '2026-10-05' } });
    desk.clock.pass(365 * day - 1);
    expect(desk.checklists.policyTextState(operator.id)).toBe('acknowledged');
    desk.clock.pass(1);
    expect(desk.checklists.policyTextState(operator.id)).toBe('due');
    expect(seen()).toMatchObject({ value: 'no' });
    expect(acknowledge(1)).toMatchObject({ ok: true });
    expect(seen()).toMatchObject({ value: 'yes', seen: { acknowledgedOn: '2027-10-05' } });
    expect(desk.events('policy-text.acknowledged')).toHaveLength(2);
  });

  it('with card data in either language is not published', () => {
    expect(publish(`Пример: ${cardNumber}`)).toMatchObject({ code: 'card-data' });
    expect(publish('Бумаги нет', `Example: ${cardNumber}`)).toMatchObject({ code: 'card-data' });
    expect(desk.checklists.policyTextState(operator.id)).toBe('none');
    expect(desk.events('guard.refused')).toMatchObject([{ data: { field: 'policy' } }, { data: { field: 'policy' } }]);
  });
});

describe('A temporary colleague’s notes', () => {
  it('open once the person has acknowledged the policy and a lead has confirmed the briefing', () => {
    const temporary = { ...operator, temporary: true };
    desk.people[0] = temporary;
    expect(desk.checklists.notesClosed(temporary)).toBe('policy-text');
    publish();
    acknowledge(1);
    expect(desk.checklists.notesClosed(temporary)).toBe('briefing');
    expect(desk.checklists['team.brief'](by(), { person: operator.id })).toEqual({ ok: true, value: {} });
    desk.checklists['team.brief'](by(), { person: operator.id });
    expect(desk.checklists.notesClosed(temporary)).toBeNull();
    expect(desk.events('briefing.confirmed')).toMatchObject([{ actor: lead.id, data: { person: operator.id } }]);
  });

  it('stay closed when only a lead has confirmed it', () => {
    publish();
    desk.checklists['team.brief'](by(), { person: operator.id });
    expect(desk.checklists.notesClosed({ ...operator, temporary: true })).toBe('policy-text');
  });

  it('are not closed again by a new version of the policy, nor are those of permanent staff', () => {
    publish();
    acknowledge(1);
    desk.checklists['team.brief'](by(), { person: operator.id });
    publish();
    expect(desk.checklists.policyTextState(operator.id)).toBe('due');
    expect(desk.checklists.notesClosed({ ...operator, temporary: true })).toBeNull();
    expect(desk.checklists.notesClosed(lead)).toBeNull();
  });

  it('are not opened by the temporary person’s own hand, with or without the owner’s kit', () => {
    const brief = (actor: string | null, at: string | null) =>
      desk.checklists['team.brief']({ actor, desk: at }, { person: operator.id });
    expect(brief(operator.id, operator.id)).toMatchObject({ code: 'no-lead' });
    expect(brief(null, operator.id)).toMatchObject({ code: 'own-list' });
    desk.people[0] = { ...operator, role: 'lead' };
    expect(brief(operator.id, operator.id)).toMatchObject({ code: 'own-list' });
    expect(desk.events('briefing.confirmed')).toEqual([]);
    expect(desk.checklists['team.brief'](by(), { person: person().id })).toMatchObject({ code: 'not-found' });
  });
});

describe('Evidence', () => {
  const record = (item: string, reference = 'SCAN-2026-41', answer: 'yes' | 'no' = 'yes') =>
    desk.checklists['evidence.record'](by(), { item, answer, reference });

  it('counts until its cadence has passed, by the site’s calendar', () => {
    const cadences = [
      { item: 'it-security-updates', validUntil: '2026-11-05' },
      { item: 'it-network-scan', validUntil: '2027-01-05' },
      { item: 'it-penetration-test', validUntil: '2027-10-05' },
    ];
    const recorded = cadences.map(({ item, validUntil }) => {
      const kept = {
        item,
        answer: 'yes',
        reference: `REPORT ${item}`,
        recordedBy: lead.id,
        recordedAt: desk.clock.now(),
        validUntil,
      };
      expect(record(item, kept.reference)).toEqual({ ok: true, value: kept });
      return kept;
    });
    expect(desk.checklists['evidence.list'](operator.id, {})).toEqual({ ok: true, value: recorded.reverse() });
    const events = desk.events('evidence.recorded');
    expect(events).toMatchObject(cadences.map((data) => ({ actor: lead.id, data: { ...data, answer: 'yes' } })));
    expect(desk.audit.textOf(events[0]!.data.reference as string)).toBe('REPORT it-security-updates');
  });

  it('is listed newest first and none of it is ever replaced', () => {
    record('it-network-scan', 'SCAN-1');
    desk.clock.pass(day);
    record('it-network-scan', 'SCAN-2', 'no');
    const list = desk.checklists['evidence.list'](operator.id, {});
    expect(list.ok && list.value.map(({ reference, answer }) => [reference, answer])).toEqual([
      ['SCAN-2', 'no'],
      ['SCAN-1', 'yes'],
    ]);
  });

  it('is refused for a point of a shift list, without being a lead, and with card data in its reference', () => {
    expect(record('seat-no-paper')).toMatchObject({ code: 'not-found' });
    expect(record('it-network-scan', cardNumber)).toMatchObject({ code: 'card-data' });
    const asOperator = { actor: operator.id, desk: operator.id };
    const given = { item: 'it-network-scan', answer: 'yes' as const, reference: 'X' };
    expect(desk.checklists['evidence.record'](asOperator, given)).toMatchObject({ code: 'no-lead' });
    expect(desk.events('evidence.recorded')).toEqual([]);
  });
});
