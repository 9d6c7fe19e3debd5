import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sameIssuer } from '../../shared/checklist/rules.ts';
import type { Checklist } from '../../shared/checklist/types.ts';
import type { Person } from '../../shared/people.ts';
import { createChecklistDesk, person, submitList, type ChecklistDesk } from '../support/checklist-desk.ts';

const hour = 3_600_000;
const day = 24 * hour;
const cardNumber = '4111 1111 1111 1111';
let desk: ChecklistDesk;
let operator: Person;
let lead: Person;

const today = (id: string): Checklist => {
  const reply = desk.checklists['checklist.today'](id, {});
  if (!reply.ok) throw new Error(reply.code);
  return reply.value;
};
const answer = (item: string, value: 'yes' | 'no' | 'not-applicable', comment = '') =>
  desk.checklists['checklist.answer'](operator.id, { item, value, comment });
const byLead = () => ({ actor: lead.id, desk: operator.id });
const byKit = (at: string | null) => ({ actor: null, desk: at });
const team = (date: string | null = null) => {
  const reply = desk.checklists['team.lists'](byLead(), { date });
  if (!reply.ok) throw new Error(reply.code);
  return reply.value;
};
const confirm = (...lists: string[]) => desk.checklists['team.confirm'](byLead(), { lists });

beforeEach(async () => {
  desk = await createChecklistDesk();
  operator = person();
  lead = person({ role: 'lead', username: 'lena', name: 'Lena' });
  desk.people.push(operator, lead);
});
afterEach(() => {
  desk.close();
});

describe('Answering', () => {
  it('keeps every answer as it is given, also over a restart', () => {
    expect(answer('seat-no-paper', 'no', ' A pad ')).toMatchObject({ ok: true });
    expect(answer('seat-consent', 'not-applicable')).toMatchObject({ ok: true });
    const again = desk.restarted('1.0.0')['checklist.today'](operator.id, {});
    expect(again.ok && again.value.answers).toEqual([
      { item: 'seat-consent', value: 'not-applicable', comment: '' },
      { item: 'seat-no-paper', value: 'no', comment: 'A pad' },
    ]);
  });

  it('refuses a tick by hand where the console answers, an unknown point, and “not applicable” where it is required', () => {
    expect(answer('console-clock', 'yes')).toMatchObject({ code: 'automatic' });
    expect(answer('lead-consent', 'yes')).toMatchObject({ code: 'not-found' });
    expect(answer('seat-no-paper', 'not-applicable')).toMatchObject({ code: 'not-now' });
    expect(today(operator.id).answers).toEqual([]);
  });

  it('keeps no comment with card data and says so in the log without the number', () => {
    expect(answer('seat-no-card-data', 'no', `I saw ${cardNumber}`)).toMatchObject({ code: 'card-data' });
    expect(today(operator.id).answers).toEqual([]);
    expect(desk.events('guard.refused')).toMatchObject([
      { actor: operator.id, outcome: 'refused', data: { field: 'comment', kind: 'card-number', masked: false } },
    ]);
    expect(JSON.stringify(desk.events())).not.toMatch(/4111\W?1111/);
  });

  it('keeps nothing of a comment’s card number while it is typed, nor its beginning once it is refused', () => {
    const stored = () => today(operator.id).answers.find(({ item }) => item === 'seat-no-card-data')?.comment;
    const type = (comment: string, caret?: number) =>
      desk.checklists['checklist.answer'](operator.id, { item: 'seat-no-card-data', value: 'no', comment, caret });
    for (let length = 1; length < cardNumber.length; length++) {
      expect(type(`I saw ${cardNumber.slice(0, length)}`, length + 6)).toMatchObject({ ok: true });
      expect(stored()?.replace(/\D/g, '').length, stored()).toBeLessThanOrEqual(10);
    }
    type('I saw 4111 1111 1111 111');
    expect(stored()).toBe('I saw 4111 1111 1111 111');
    expect(type(`I saw ${cardNumber}`, 25)).toMatchObject({ code: 'card-data' });
    expect(stored()).toBe('I saw ••••');
    expect(type('I saw order 45678901234 ')).toMatchObject({ ok: true });
    expect(stored()).toBe('I saw order 45678901234');
  });

  it('cannot be submitted while a point is unanswered or a no has no comment', () => {
    expect(desk.checklists['checklist.submit'](operator.id, {})).toMatchObject({ code: 'not-now' });
    expect(() => submitList(desk.checklists, operator.id, { 'seat-no-paper': '' })).toThrow('not-now');
    expect(today(operator.id).state).toBe('open');
    expect(desk.events('checklist.submitted')).toEqual([]);
  });

  it('ends with the submission: nothing can be answered or submitted after it', () => {
    submitList(desk.checklists, operator.id);
    expect(answer('seat-no-paper', 'no', 'late thought')).toMatchObject({ code: 'not-now' });
    expect(desk.checklists['checklist.submit'](operator.id, {})).toMatchObject({ code: 'not-now' });
    expect(desk.events('checklist.submitted')).toHaveLength(1);
  });
});

describe('A submitted list', () => {
  it('carries each no as an exception, its comment beside the log and only its digest in it', () => {
    const list = submitList(desk.checklists, operator.id, { 'seat-no-paper': 'A pad of the night shift' });
    const [event] = desk.events('checklist.submitted');
    expect(event).toMatchObject({
      actor: operator.id,
      data: {
        list: list.id,
        exceptions: ['seat-no-paper'],
        late: false,
        answers: { 'seat-no-paper': 'no', 'seat-phone-away': 'yes', 'console-chain': 'yes' },
      },
    });
    const digest = (event!.data.comments as Record<string, string>)['seat-no-paper']!;
    expect(desk.audit.textOf(digest)).toBe('A pad of the night shift');
    expect(JSON.stringify(desk.events())).not.toContain('night shift');
    expect(team().exceptions).toEqual([
      {
        list: list.id,
        person: operator.id,
        item: 'seat-no-paper',
        date: '2026-10-05',
        comment: 'A pad of the night shift',
        open: true,
        closedBy: null,
        closeReason: null,
      },
    ]);
  });

  it('shows nothing of a comment any more once the log has erased its text', () => {
    submitList(desk.checklists, operator.id, { 'seat-no-paper': 'Erase me' });
    const [event] = desk.events('checklist.submitted');
    desk.audit.eraseText((event!.data.comments as Record<string, string>)['seat-no-paper']!);
    expect(today(operator.id).answers.find(({ item }) => item === 'seat-no-paper')?.comment).toBe('');
    expect(JSON.stringify(desk.db.prepare('SELECT * FROM checklist_answers').all())).not.toContain('Erase me');
  });

  it('keeps what the console saw at that moment, and a no of the console is an exception too', () => {
    desk.facts.clock = { steadiness: 'ahead', offsetSeconds: 300 };
    const list = submitList(desk.checklists, operator.id);
    desk.facts.clock = { steadiness: 'steady', offsetSeconds: null };
    const seen = today(operator.id).automatic.find(({ item }) => item === 'console-clock');
    expect(seen).toEqual({
      item: 'console-clock',
      value: 'no',
      seen: { steadiness: 'ahead', offsetSeconds: 300 },
      at: desk.clock.now(),
    });
    expect(desk.events('checklist.submitted')[0]?.data).toMatchObject({
      answers: { 'console-clock': 'no', 'console-clock.offsetSeconds': 300 },
      exceptions: ['console-clock'],
    });
    expect(team().exceptions).toMatchObject([{ list: list.id, item: 'console-clock', comment: '' }]);
  });

  it('notices a console older than one that ran at this desk before', () => {
    today(operator.id);
    desk.clock.pass(13 * hour);
    desk.restarted('1.2.0')['checklist.today'](operator.id, {});
    const older = desk.restarted('1.1.0')['checklist.today'](operator.id, {});
    const version = older.ok ? older.value.automatic.find(({ item }) => item === 'console-version') : null;
    expect(version).toMatchObject({ value: 'no', seen: { installed: '1.1.0', newest: '1.2.0' } });
  });

  it('is stored together with its event or not at all', () => {
    for (const { id, kind } of today(operator.id).template.items) if (kind !== 'automatic') answer(id, 'yes');
    desk.db.exec(
      `CREATE TRIGGER full BEFORE INSERT ON events WHEN NEW.type = 'checklist.submitted'
       BEGIN SELECT RAISE(ABORT, 'no room'); END`,
    );
    expect(() => desk.checklists['checklist.submit'](operator.id, {})).toThrow('no room');
    expect(today(operator.id).state).toBe('open');
    desk.db.exec('DROP TRIGGER full');
    expect(desk.checklists['checklist.submit'](operator.id, {})).toMatchObject({ ok: true });
  });

  it('is refused with “storage” when the disk does not take it, and can be submitted later', () => {
    for (const { id, kind } of today(operator.id).template.items) if (kind !== 'automatic') answer(id, 'yes');
    desk.db.pragma('query_only = ON');
    expect(desk.checklists['checklist.submit'](operator.id, {})).toMatchObject({ code: 'storage' });
    desk.db.pragma('query_only = OFF');
    expect(desk.checklists['checklist.submit'](operator.id, {})).toMatchObject({ ok: true });
  });
});

describe('Confirming', () => {
  it('ends one list or many, each with the lead as its actor', () => {
    const other = person({ username: 'boris' });
    desk.people.push(other);
    const lists = [submitList(desk.checklists, operator.id).id, submitList(desk.checklists, other.id).id];
    expect(confirm(...lists)).toEqual({ ok: true, value: { confirmed: lists, refused: [] } });
    expect(desk.events('checklist.confirmed')).toMatchObject([
      { actor: lead.id, data: { list: lists[0], person: operator.id, sameIssuer: false } },
      { actor: lead.id, data: { list: lists[1], person: other.id } },
    ]);
    expect(today(operator.id)).toMatchObject({
      state: 'confirmed',
      decidedBy: lead.id,
      decidedAt: desk.clock.now(),
      sameIssuer: false,
    });
  });

  it('leaves out what is not submitted, decided already or unknown, and does the rest', () => {
    const other = person({ username: 'boris' });
    desk.people.push(other);
    const open = today(other.id).id;
    const { id } = submitList(desk.checklists, operator.id);
    const unknown = person().id;
    const reply = confirm(id, open, unknown, id);
    expect(reply).toEqual({ ok: true, value: { confirmed: [id], refused: [open, unknown] } });
    expect(confirm(id)).toMatchObject({ code: 'not-now' });
    expect(confirm(unknown)).toMatchObject({ code: 'not-found' });
  });

  it('is never one’s own, and the attempt is in the log', () => {
    const { id } = submitList(desk.checklists, lead.id);
    expect(confirm(id)).toMatchObject({ ok: false, code: 'own-list' });
    expect(desk.checklists['team.return'](byLead(), { list: id, reason: 'again' })).toMatchObject({ code: 'own-list' });
    expect(today(lead.id).state).toBe('submitted');
    expect(desk.events('checklist.confirmed')).toMatchObject([
      { actor: lead.id, outcome: 'refused', data: { list: id } },
    ]);
  });

  it('with the owner’s kit is possible for operators, but not for the person at this desk, nor for any lead', () => {
    const other = person({ username: 'boris' });
    desk.people.push(other);
    const [own, others, leads] = [operator.id, other.id, lead.id].map((id) => submitList(desk.checklists, id).id);
    const kit = byKit(operator.id);
    expect(desk.checklists['team.confirm'](kit, { lists: [own!] })).toMatchObject({ code: 'own-list' });
    expect(desk.checklists['team.confirm'](kit, { lists: [leads!] })).toMatchObject({ code: 'own-list' });
    expect(desk.checklists['team.confirm'](kit, { lists: [others!] })).toMatchObject({ ok: true });
    expect(today(other.id)).toMatchObject({ state: 'confirmed', decidedBy: null, decidedAt: desk.clock.now() });
    expect(desk.checklists['team.confirm'](byKit(null), { lists: [own!] })).toMatchObject({ ok: true });
  });

  it('is refused to somebody who is no lead any more', () => {
    const { id } = submitList(desk.checklists, operator.id);
    desk.people[1] = { ...lead, role: 'operator' };
    expect(confirm(id)).toMatchObject({ code: 'no-lead' });
  });

  it.each([
    ['on the seventh day', 7 * day, true],
    ['after the seventh day', 7 * day + 1, false],
  ])('by the lead who issued the person’s enrolment code is an exception %s', (_, age, expected) => {
    desk.people[0] = { ...operator, issuedBy: lead.id, issuedAt: desk.clock.now() - age };
    const { id } = submitList(desk.checklists, operator.id);
    expect(team().lists).toMatchObject([{ id, state: 'submitted', sameIssuer: expected }]);
    confirm(id);
    expect(today(operator.id).sameIssuer).toBe(expected);
    expect(desk.events('checklist.confirmed')[0]?.data).toMatchObject({ sameIssuer: expected });
    const found = team().exceptions.filter(({ item }) => item === sameIssuer.item);
    expect(found).toHaveLength(expected ? 1 : 0);
    const close = { list: id, item: sameIssuer.item, reason: 'Seen by both of us' };
    if (expected) expect(desk.checklists['team.close-exception'](byLead(), close)).toMatchObject({ code: 'own-list' });
  });

  it('by another lead than the one who issued the code is none', () => {
    desk.people[0] = { ...operator, issuedBy: person().id, issuedAt: desk.clock.now() };
    const { id } = submitList(desk.checklists, operator.id);
    confirm(id);
    expect(today(operator.id).sameIssuer).toBe(false);
  });
});

describe('A returned list', () => {
  it('is open again with its answers, says why, has its time anew, and keeps the notes closed if the site asks', () => {
    desk.settings.checklistGate = true;
    const { id } = submitList(desk.checklists, operator.id, { 'seat-no-paper': 'A pad' });
    desk.clock.pass(3 * hour);
    const reason = 'Which pad, and where is it now?';
    expect(desk.checklists['team.return'](byLead(), { list: id, reason })).toEqual({ ok: true, value: {} });
    const list = today(operator.id);
    expect(list).toMatchObject({ id, state: 'returned', returnReason: reason, overdue: false, decidedBy: lead.id });
    expect(list.dueAt).toBe(desk.clock.now() + hour);
    expect(list.answers.find(({ item }) => item === 'seat-no-paper')?.comment).toBe('A pad');
    expect(desk.checklists.notesClosed(operator)).toBe('checklist');
    const [event] = desk.events('checklist.returned');
    expect(event).toMatchObject({ actor: lead.id, data: { list: id, person: operator.id } });
    expect(desk.audit.textOf(event!.data.reason as string)).toBe(reason);

    desk.clock.pass(hour);
    desk.checklists.tick();
    expect(desk.events('checklist.overdue')).toHaveLength(1);
    answer('seat-no-paper', 'no', 'A blue pad, handed to Lena');
    expect(desk.checklists['checklist.submit'](operator.id, {})).toMatchObject({ ok: true });
    expect(today(operator.id)).toMatchObject({ state: 'submitted', returnReason: null, decidedBy: null });
    expect(team().exceptions).toMatchObject([{ open: true, comment: 'A blue pad, handed to Lena' }]);
    expect(confirm(id)).toMatchObject({ ok: true });
  });

  it('can only be one that is submitted, and its reason holds no card data', () => {
    const list = today(operator.id).id;
    const ask = (reason: string) => desk.checklists['team.return'](byLead(), { list, reason });
    expect(ask('again')).toMatchObject({ code: 'not-now' });
    submitList(desk.checklists, operator.id);
    expect(ask(`about ${cardNumber}`)).toMatchObject({ code: 'card-data' });
    expect(today(operator.id).state).toBe('submitted');
    expect(desk.events('guard.refused')).toMatchObject([{ actor: lead.id, data: { field: 'reason' } }]);
  });

  it('from an earlier shift comes back once this shift’s list is submitted', () => {
    const earlier = submitList(desk.checklists, operator.id).id;
    desk.clock.pass(16 * hour);
    desk.checklists['team.return'](byLead(), { list: earlier, reason: 'One more look, please' });
    const current = today(operator.id);
    expect(current).toMatchObject({ date: '2026-10-06', state: 'open' });
    submitList(desk.checklists, operator.id);
    expect(today(operator.id)).toMatchObject({ id: earlier, state: 'returned' });
    expect(desk.checklists.summary(operator.id)).toEqual({ state: 'returned', overdue: false });
    submitList(desk.checklists, operator.id);
    expect(today(operator.id).id).toBe(current.id);
  });
});

describe('A sole lead’s own list', () => {
  it('ends with the shift as “not confirmed: sole lead”', () => {
    const { id, endsAt } = submitList(desk.checklists, lead.id);
    desk.clock.pass(endsAt - desk.clock.now() - 1);
    desk.checklists.tick();
    expect(team('2026-10-05').lists).toMatchObject([{ id, state: 'submitted' }]);
    desk.clock.pass(1);
    desk.checklists.tick();
    desk.checklists.tick();
    expect(team('2026-10-05').lists).toMatchObject([{ id, state: 'not-confirmed', decidedBy: null }]);
    expect(desk.events('checklist.not-confirmed')).toMatchObject([
      { actor: null, data: { list: id, reason: 'sole-lead' } },
    ]);
    const history = desk.checklists['checklist.history'](lead.id, { days: 1 });
    expect(history.ok && history.value).toMatchObject([{ date: '2026-10-05', state: 'not-confirmed' }]);
  });

  it('waits for the other lead where there is one', () => {
    desk.people.push(person({ role: 'lead', username: 'olga' }));
    const { id } = submitList(desk.checklists, lead.id);
    desk.clock.pass(day);
    desk.checklists.tick();
    expect(team().lists).toMatchObject([{ id, state: 'submitted' }]);
  });

  it('is not helped by a lead who never signed in or is disabled', () => {
    desk.people.push(person({ role: 'lead', state: 'invited' }), person({ role: 'lead', state: 'disabled' }));
    submitList(desk.checklists, lead.id);
    desk.clock.pass(day);
    desk.checklists.tick();
    expect(desk.events('checklist.not-confirmed')).toHaveLength(1);
  });
});

describe('An exception', () => {
  it('is closed by a lead with a reason, once, and not on the lead’s own list', () => {
    const own = submitList(desk.checklists, lead.id, { 'lead-people-known': 'A stranger sat at 12' }).id;
    const { id } = submitList(desk.checklists, operator.id, { 'seat-no-paper': 'A pad' });
    const close = (list: string, item: string, reason = 'Shredded') =>
      desk.checklists['team.close-exception'](byLead(), { list, item, reason });
    expect(close(own, 'lead-people-known')).toMatchObject({ code: 'own-list' });
    expect(close(id, 'seat-phone-away')).toMatchObject({ code: 'not-found' });
    expect(close(id, 'seat-no-paper', `saw ${cardNumber}`)).toMatchObject({ code: 'card-data' });
    expect(close(id, 'seat-no-paper')).toEqual({ ok: true, value: {} });
    expect(close(id, 'seat-no-paper')).toMatchObject({ code: 'not-now' });
    const [event, ...more] = desk.events('exception.closed');
    expect(more).toEqual([]);
    expect(event).toMatchObject({ actor: lead.id, data: { list: id, item: 'seat-no-paper' } });
    expect(desk.audit.textOf(event!.data.reason as string)).toBe('Shredded');
    expect(team().exceptions.find(({ list }) => list === id)).toMatchObject({
      open: false,
      closedBy: lead.id,
      closeReason: 'Shredded',
    });
  });

  it('stays before the leads on later days until it is closed', () => {
    submitList(desk.checklists, operator.id, { 'seat-no-paper': 'A pad' });
    desk.clock.pass(5 * day);
    expect(team().exceptions).toMatchObject([{ date: '2026-10-05', open: true }]);
  });
});

describe('The team’s lists', () => {
  it('of a date are those of that site date; without a date also what still runs or waits for a decision', () => {
    desk.settings.shifts = [{ start: '22:00', end: '06:00' }];
    const waiting = submitList(desk.checklists, operator.id).id;
    desk.clock.pass(13 * hour);
    const night = today(operator.id);
    expect(night).toMatchObject({ date: '2026-10-05', startsAt: Date.UTC(2026, 9, 5, 20) });
    desk.clock.pass(5 * hour);
    expect(team()).toMatchObject({ date: '2026-10-06', lists: [{ id: waiting }, { id: night.id }] });
    expect(team('2026-10-06').lists).toEqual([]);
    expect(team('2026-10-05').lists).toHaveLength(2);
    confirm(waiting);
    expect(team().lists.map(({ id }) => id)).toEqual([night.id]);
  });
});
