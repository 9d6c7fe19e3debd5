import Database from 'better-sqlite3';
import type { DeskState } from '../../../shared/console-state.ts';
import type { DeskContract, IpcCode } from '../../../shared/contract/ipc.ts';
import type { Person } from '../../../shared/people.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RequestName } from '../../../shared/rpc.ts';
import { createBriefings } from './briefing.ts';
import { createDecisions } from './decide.ts';
import type { Acting, ChecklistDeps, Reply, Request } from './deps.ts';
import { createEvidence } from './evidence.ts';
import { createExceptions } from './exceptions.ts';
import { historyOf } from './history.ts';
import { createListStore } from './list-store.ts';
import { createLists, isOpen, isOverdue } from './lists.ts';
import { noteOverdue } from './overdue.ts';
import { createPolicyTexts } from './policy-texts.ts';
import { createShiftLists, type ShiftNow } from './shift-lists.ts';
import { teamLists } from './team.ts';

export type { AutomaticFacts } from './automatic.ts';
export type { Acting, ChecklistDeps } from './deps.ts';

type Asked<By, N extends RequestName<DeskContract>> = {
  [Name in N]: (by: By, request: Request<Name>) => Reply<Name>;
};

/** One function for each request of the contract, under its name there. */
export type Checklists = /* by the person at the desk */ Asked<
  string,
  | 'checklist.today'
  | 'checklist.answer'
  | 'checklist.submit'
  | 'checklist.history'
  | 'policy-text.read'
  | 'policy-text.acknowledge'
  | 'evidence.list'
> /* by whoever the live grant names */ &
  Asked<
    Acting,
    | 'team.lists'
    | 'team.confirm'
    | 'team.return'
    | 'team.close-exception'
    | 'team.brief'
    | 'policy-text.publish'
    | 'evidence.record'
  > & {
    /**
     * The shift in which that person now is. Opens it, with its list, when there is none: to be asked while the person
     * works at the desk (sign-in, unlock, unlocked), not while it is locked.
     */
    shiftNow(person: string): ShiftNow;
    /** Overdue lists, ended shifts: every 30 s and after a sign-in. */
    tick(): void;
    /** Why the person's notes are closed as far as checklist, policy text and briefing go. */
    notesClosed(person: Person): Extract<DeskState['notesClosed'], 'checklist' | 'policy-text' | 'briefing'> | null;
    summary(person: string): DeskState['checklist'];
    policyTextState(person: string): DeskState['policyText'];
  };

/** Daily checklists, policy text, briefing and evidence (design, section 7), kept in desk.db with their events. */
export function createChecklists(deps: ChecklistDeps): Checklists {
  const store = createListStore(deps.db);
  const shifts = createShiftLists(deps, store);
  const exceptions = createExceptions(deps, store);
  const policyTexts = createPolicyTexts(deps);
  const lists = createLists(deps, { store, shifts, exceptions, policyTexts });
  const decisions = createDecisions(deps, store, exceptions);
  const briefings = createBriefings(deps);
  const evidence = createEvidence(deps);

  const asPerson = <Value>(id: string, work: (person: Person) => Result<Value, IpcCode>): Result<Value, IpcCode> => {
    const person = deps.people().find((known) => known.id === id);
    return person ? stored(() => work(person)) : fail('not-found');
  };
  /** A grant says who; that this is still a lead is looked up at each step. */
  const asLead = <Value>(by: Acting, work: () => Result<Value, IpcCode>): Result<Value, IpcCode> => {
    const lead = deps.people().find(({ id }) => id === by.actor);
    return by.actor === null || lead?.role === 'lead' ? stored(work) : fail('no-lead');
  };

  return {
    'checklist.today': (id) => asPerson(id, (person) => ok(lists.today(person))),
    'checklist.answer': (id, answer) => asPerson(id, (person) => lists.answer(person, answer)),
    'checklist.submit': (id) => asPerson(id, (person) => lists.submit(person)),
    'checklist.history': (id, { days }) => asPerson(id, () => ok(historyOf(deps, store, exceptions, id, days))),
    'policy-text.read': (id) => asPerson(id, () => ok(policyTexts.read())),
    'policy-text.acknowledge': (id, request) => asPerson(id, () => policyTexts.acknowledge(id, request)),
    'evidence.list': (id) => asPerson(id, () => ok(evidence.list())),

    'team.lists': (by, request) =>
      asLead(by, () => teamLists(deps, store, { lists, exceptions, decisions }, by, request)),
    'team.confirm': (by, request) => asLead(by, () => decisions.confirm(by, request)),
    'team.return': (by, request) => asLead(by, () => decisions.returnList(by, request)),
    'team.close-exception': (by, request) => asLead(by, () => exceptions.close(by, request)),
    'team.brief': (by, request) => asLead(by, () => briefings.brief(by, request)),
    'policy-text.publish': (by, request) => asLead(by, () => policyTexts.publish(by, request)),
    'evidence.record': (by, request) => asLead(by, () => evidence.record(by, request)),

    shiftNow: (id) => {
      const person = deps.people().find((known) => known.id === id);
      if (!person) throw new RangeError('a shift is asked for somebody who is not in the directory');
      return shifts.now(person);
    },
    tick: () => {
      noteOverdue(deps, store);
      decisions.endSoleLeads();
    },
    notesClosed: ({ id, temporary }) => {
      if (temporary && !policyTexts.everAcknowledged(id)) return 'policy-text';
      if (temporary && !briefings.isBriefed(id)) return 'briefing';
      const list = shifts.running(id);
      return deps.settings().checklistGate && (!list || isOpen(list)) ? 'checklist' : null;
    },
    summary: (id) => {
      const row = lists.shown(id);
      return row ? { state: row.state, overdue: isOverdue(row, deps.clock.now()) } : { state: 'none', overdue: false };
    },
    policyTextState: policyTexts.state,
  };
}

/** A disk that does not take it is an answer; anything else wrong is a fault of ours and is thrown. */
function stored<Value>(work: () => Result<Value, IpcCode>): Result<Value, IpcCode> {
  try {
    return work();
  } catch (error) {
    const full = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY|CORRUPT|NOTADB)/;
    if (error instanceof Database.SqliteError && full.test(error.code)) return fail('storage');
    throw error;
  }
}
