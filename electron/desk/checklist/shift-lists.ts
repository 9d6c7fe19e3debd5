import Database from 'better-sqlite3';
import { v4 as newId } from 'uuid';
import { templateFor } from '../../../shared/checklist/templates.ts';
import type { Person } from '../../../shared/people.ts';
import type { ChecklistDeps } from './deps.ts';
import type { ListRow, ListStore } from './list-store.ts';
import { earlyHours, personalShift, policyShift, siteDateAt, type Shift } from './shift.ts';

const early = earlyHours * 3_600_000;

/** The list of the shift in which a person now is; there is one for each (person, site date, number). */
export function createShiftLists({ audit, clock, settings, site, version }: ChecklistDeps, store: ListStore) {
  const running = (person: string): ListRow | undefined => store.running(person, clock.now(), early);

  /** The shift that begins for a person who is in none, and the list that it already has. */
  const nextShift = (person: string, now: number): { shift: Shift; known: ListRow | undefined } => {
    const { zone } = site();
    const times = settings().shifts;
    const policy = policyShift(now, zone, times);
    const taken = store.highestShift(person, policy?.date ?? siteDateAt(now, zone));
    if (!policy) return { shift: personalShift(now, zone, times, taken), known: undefined };
    const known = store.byKey(person, policy.date, policy.shift);
    if (!known || known.startsAt === policy.startsAt) return { shift: policy, known };
    // The site's times were changed today, and an earlier shift of this person bears the number already.
    return { shift: { ...policy, shift: Math.max(taken, times.length) + 1 }, known: undefined };
  };

  const open = (person: Person, shift: Shift, now: number): ListRow => {
    const template = templateFor(person.role);
    const due = Math.max(now, shift.startsAt) + settings().checklistDueMinutes * 60_000;
    const row: ListRow = {
      ...shift,
      id: newId(),
      person: person.id,
      fromPolicy: shift.fromPolicy ? 1 : 0,
      template: template.id,
      templateVersion: template.version,
      openedAt: now,
      dueAt: Math.min(due, shift.endsAt),
      state: 'open',
      overdueNoted: 0,
      automatic: '[]',
      consoleVersion: version,
      submittedAt: null,
      decidedBy: null,
      decidedAt: null,
      returnReason: null,
      sameIssuer: 0,
    };
    store.keepTemplate(template);
    store.insert(row);
    audit.record(
      'checklist.opened',
      { list: row.id, template: template.id, version: template.version, date: row.date, shift: row.shift },
      { actor: person.id },
    );
    return row;
  };

  /** Opens the list with the shift: at a sign-in, or when the next shift begins while the person works on. */
  const opened = (person: Person): ListRow =>
    running(person.id) ??
    audit.transaction(() => {
      const now = clock.now();
      const { shift, known } = nextShift(person.id, now);
      if (!known) return open(person, shift, now);
      // The same shift, whose end the site has moved to later.
      const row = { ...known, endsAt: Math.max(known.endsAt, shift.endsAt) };
      store.update(row);
      return row;
    });

  return {
    running,
    opened,
    /** The shift whose list is opened, also where the disk does not take that list. */
    now: (person: Person): ShiftNow => {
      try {
        const { date, shift, startsAt, endsAt, fromPolicy } = opened(person);
        return { date, shift, startsAt, endsAt, fromPolicy: fromPolicy === 1, written: true };
      } catch (error) {
        if (!(error instanceof Database.SqliteError)) throw error;
        return { ...nextShift(person.id, clock.now()).shift, written: false };
      }
    },
  };
}

/** `written` false: its list could not be written, and the next question tries it again. */
export type ShiftNow = Shift & { written: boolean };
export type ShiftLists = ReturnType<typeof createShiftLists>;
