import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { siteDateAt } from '../../electron/desk/checklist/shift.ts';
import { createChecklistDesk, person, submitList, type ChecklistDesk } from '../support/checklist-desk.ts';

const minute = 60_000;
const hour = 60 * minute;
let desk: ChecklistDesk;

async function open(now: number, more: { zone?: string; shifts?: [string, string][] } = {}): Promise<string> {
  desk = await createChecklistDesk(now);
  desk.site.zone = more.zone ?? 'UTC';
  desk.settings.shifts = (more.shifts ?? []).map(([start, end]) => ({ start, end }));
  const operator = person();
  desk.people.push(operator);
  return operator.id;
}
const opened = (by?: string) =>
  desk
    .events('checklist.opened')
    .filter(({ actor }) => by === undefined || actor === by)
    .map(({ data }) => `${String(data.date)} ${String(data.shift)}`);
const at = (instant: number) => {
  desk.clock.jump(instant - desk.clock.now());
};
const listNow = (id: string) => {
  const reply = desk.checklists['checklist.today'](id, {});
  if (!reply.ok) throw new Error(reply.code);
  return reply.value;
};

afterEach(() => {
  desk.close();
});

describe('A shift and its list', () => {
  it('are one and the same from the first sign-in for twelve hours, through every sign-out and restart', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 8));
    const first = desk.checklists.shiftNow(id);
    expect(first).toEqual({
      date: '2026-10-05',
      shift: 1,
      startsAt: Date.UTC(2026, 9, 5, 8),
      endsAt: Date.UTC(2026, 9, 5, 20),
      fromPolicy: false,
      written: true,
    });
    const list = listNow(id);
    desk.clock.pass(12 * hour - 1);
    expect(desk.restarted('1.0.0').shiftNow(id)).toEqual(first);
    expect(listNow(id).id).toBe(list.id);
    desk.clock.pass(1);
    expect(desk.checklists.shiftNow(id)).toMatchObject({ date: '2026-10-05', shift: 2 });
    expect(listNow(id).id).not.toBe(list.id);
    expect(opened()).toEqual(['2026-10-05 1', '2026-10-05 2']);
  });

  it('last over midnight under the date on which they began', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 21, 50), { shifts: [['22:00', '06:00']] });
    const list = listNow(id);
    expect(list).toMatchObject({ date: '2026-10-05', shift: 1, startsAt: Date.UTC(2026, 9, 5, 22) });
    at(Date.UTC(2026, 9, 6, 0, 0));
    expect(listNow(id).id).toBe(list.id);
    at(Date.UTC(2026, 9, 6, 5, 59));
    expect(listNow(id).id).toBe(list.id);
    expect(opened()).toEqual(['2026-10-05 1']);
  });

  it('are each one, and none is missed, in the hours around a change of the clock in any zone', async () => {
    const changes: [string, number][] = [
      ['Europe/Berlin', Date.UTC(2026, 2, 29, 1)],
      ['Europe/Berlin', Date.UTC(2026, 9, 25, 1)],
      ['America/New_York', Date.UTC(2026, 10, 1, 6)],
      ['America/Nuuk', Date.UTC(2025, 2, 30, 1)],
      ['America/Nuuk', Date.UTC(2025, 9, 26, 1)],
      ['Africa/Cairo', Date.UTC(2026, 3, 23, 22)],
      ['Asia/Beirut', Date.UTC(2026, 2, 28, 22)],
      ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15)],
      ['Antarctica/Troll', Date.UTC(2026, 2, 29, 1)],
      ['Pacific/Apia', Date.UTC(2011, 11, 30, 10)],
    ];
    const patterns: [string, string][][] = [
      [],
      [
        ['22:00', '06:00'],
        ['06:00', '14:00'],
        ['14:00', '22:00'],
      ],
      [
        ['23:30', '02:30'],
        ['02:30', '12:00'],
        ['12:00', '23:30'],
      ],
      [
        ['00:00', '12:00'],
        ['12:00', '00:00'],
      ],
    ];
    await open(0);
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.constantFrom(...patterns),
        fc.array(fc.integer({ min: 1, max: 95 }), { minLength: 30, maxLength: 60 }),
        ([zone, change], shifts, steps) => {
          const { id } = person();
          desk.people.push(person({ id }));
          desk.site.zone = zone;
          desk.settings.shifts = shifts.map(([start, end]) => ({ start, end }));
          at(change - 20 * hour);
          const seen = new Set<string>();
          let last = '';
          for (const step of steps) {
            desk.clock.pass(step * minute);
            const now = desk.clock.now();
            const { date, shift, startsAt, endsAt } = desk.checklists.shiftNow(id);
            expect(startsAt <= now && now < endsAt).toBe(true);
            expect(listNow(id)).toMatchObject({ date, shift, startsAt, endsAt });
            const key = `${date} ${shift}`;
            if (key !== last) expect(seen.has(key)).toBe(false);
            seen.add(key);
            last = key;
          }
          expect(opened(id)).toEqual([...seen]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('are found again when a clock that was an hour ahead is set right', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 9));
    const list = listNow(id);
    desk.clock.jump(-hour);
    expect(listNow(id).id).toBe(list.id);
  });

  it('go on to their old end when the site’s times change meanwhile, and the new times count from then on', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 9), { shifts: [['08:00', '16:00']] });
    const list = listNow(id);
    desk.settings.shifts = [
      { start: '09:00', end: '12:00' },
      { start: '12:00', end: '22:00' },
    ];
    at(Date.UTC(2026, 9, 5, 15, 59));
    expect(listNow(id).id).toBe(list.id);
    at(Date.UTC(2026, 9, 5, 16));
    expect(listNow(id)).toMatchObject({ date: '2026-10-05', shift: 2, endsAt: Date.UTC(2026, 9, 5, 22) });
  });

  it('stay one when the site moves the shift’s end to later', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 9), { shifts: [['08:00', '16:00']] });
    const list = listNow(id);
    desk.settings.shifts = [{ start: '08:00', end: '18:00' }];
    at(Date.UTC(2026, 9, 5, 17));
    expect(listNow(id)).toMatchObject({ id: list.id, endsAt: Date.UTC(2026, 9, 5, 18) });
    expect(opened()).toEqual(['2026-10-05 1']);
  });

  it('never share a number after the site’s times were changed', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 9), { shifts: [['08:00', '12:00']] });
    listNow(id);
    desk.settings.shifts = [{ start: '13:00', end: '20:00' }];
    at(Date.UTC(2026, 9, 5, 13));
    expect(listNow(id)).toMatchObject({ date: '2026-10-05', shift: 2, startsAt: Date.UTC(2026, 9, 5, 13) });
  });

  it('give each person their own', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 9), { shifts: [['08:00', '16:00']] });
    const other = person({ username: 'boris', role: 'lead' });
    desk.people.push(other);
    expect(listNow(id).template.id).toBe('operator-shift');
    expect(listNow(other.id).template.id).toBe('lead-shift');
    expect(opened()).toEqual(['2026-10-05 1', '2026-10-05 1']);
  });
});

describe('A list that is not submitted', () => {
  it('is overdue from the site’s minutes after the shift’s start on, which is recorded once', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 7, 30), { shifts: [['08:00', '16:00']] });
    expect(listNow(id).dueAt).toBe(Date.UTC(2026, 9, 5, 9));
    at(Date.UTC(2026, 9, 5, 8, 59, 59));
    desk.checklists.tick();
    expect(desk.checklists.summary(id)).toEqual({ state: 'open', overdue: false });
    at(Date.UTC(2026, 9, 5, 9));
    expect(desk.checklists.summary(id)).toEqual({ state: 'open', overdue: true });
    desk.checklists.tick();
    desk.checklists.tick();
    expect(desk.events('checklist.overdue')).toMatchObject([{ actor: null, data: { list: listNow(id).id } }]);
  });

  it('counts its minutes from the first sign-in where that is later', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 12), { shifts: [['08:00', '16:00']] });
    expect(listNow(id).dueAt).toBe(Date.UTC(2026, 9, 5, 13));
  });

  it('is late when it is submitted after that', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 9));
    listNow(id);
    desk.clock.pass(61 * minute);
    expect(submitList(desk.checklists, id)).toMatchObject({ state: 'submitted', overdue: false });
    expect(desk.events('checklist.submitted')).toMatchObject([{ actor: id, data: { late: true } }]);
  });

  it('keeps the notes closed while the site asks for that, and no longer', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 9));
    const who = desk.people[0]!;
    desk.checklists.shiftNow(id);
    expect(desk.checklists.notesClosed(who)).toBeNull();
    desk.settings.checklistGate = true;
    expect(desk.checklists.notesClosed(who)).toBe('checklist');
    submitList(desk.checklists, id);
    expect(desk.checklists.notesClosed(who)).toBeNull();
  });
});

describe('The history', () => {
  it('shows each of the last days by site date with what needs attention most, and its exceptions', async () => {
    const id = await open(Date.UTC(2026, 9, 5, 9), { zone: 'Pacific/Auckland' });
    const lead = person({ role: 'lead' });
    desk.people.push(lead);
    const first = submitList(desk.checklists, id, { 'seat-no-paper': 'A pad lay here' });
    desk.checklists['team.confirm']({ actor: lead.id, desk: id }, { lists: [first.id] });
    desk.clock.pass(24 * hour);
    submitList(desk.checklists, id);
    desk.clock.pass(24 * hour);
    listNow(id);
    desk.clock.pass(2 * hour);
    const reply = desk.checklists['checklist.history'](id, { days: 5 });
    const today = siteDateAt(desk.clock.now(), 'Pacific/Auckland');
    expect(today).toBe('2026-10-08');
    expect(reply.ok && reply.value).toEqual([
      { date: '2026-10-04', state: 'none', exceptions: 0 },
      { date: '2026-10-05', state: 'confirmed', exceptions: 1 },
      { date: '2026-10-06', state: 'submitted', exceptions: 0 },
      { date: '2026-10-07', state: 'overdue', exceptions: 0 },
      { date: '2026-10-08', state: 'none', exceptions: 0 },
    ]);
  });
});
