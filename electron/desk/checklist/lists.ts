import { answersFor, missingAnswers } from '../../../shared/checklist/rules.ts';
import type { Answer, AutomaticAnswer, Checklist, GivenAnswer } from '../../../shared/checklist/types.ts';
import { keptAtMost, storable } from '../../../shared/guard/index.ts';
import type { Person } from '../../../shared/people.ts';
import { fail, ok } from '../../../shared/result.ts';
import { automaticAnswers, compareVersions } from './automatic.ts';
import type { ChecklistDeps, Reply } from './deps.ts';
import type { Exceptions } from './exceptions.ts';
import { refusesCardData } from './free-text.ts';
import { storedAutomatic, type AnswerRow, type ListRow, type ListStore } from './list-store.ts';
import type { PolicyTexts } from './policy-texts.ts';
import type { ShiftLists } from './shift-lists.ts';

/** How long a returned list of an earlier shift is still put before its person. */
const returnedDays = 30;

type Parts = { store: ListStore; shifts: ShiftLists; exceptions: Exceptions; policyTexts: PolicyTexts };

/** A person's own lists: seen, answered, submitted. */
export function createLists(deps: ChecklistDeps, { store, shifts, exceptions, policyTexts }: Parts) {
  const { audit, clock } = deps;

  // This process has one version: what it finds at its first question stays the answer.
  let newest: string | null = null;
  const newestVersion = (): string => {
    const later = (one: string, other: string) => (compareVersions(one, other) < 0 ? other : one);
    newest ??= store.versions().reduce(later, deps.version);
    return newest;
  };

  const automatic = (row: ListRow): AutomaticAnswer[] => {
    if (!isOpen(row)) return storedAutomatic(row);
    const own = { installed: deps.version, newest: newestVersion(), policyText: policyTexts.facts(row.person) };
    return automaticAnswers(store.template(row.template, row.templateVersion), deps.probes(), own, clock.now());
  };

  const answersOf = (row: ListRow): Answer[] =>
    store.answers(row.id).map(({ item, value, comment, digest }) => ({
      item,
      value,
      comment: digest === null ? comment : (audit.textOf(digest) ?? ''),
    }));

  const view = (row: ListRow): Checklist => ({
    id: row.id,
    person: row.person,
    template: store.template(row.template, row.templateVersion),
    date: row.date,
    shift: row.shift,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    dueAt: row.dueAt,
    state: row.state,
    overdue: isOverdue(row, clock.now()),
    answers: answersOf(row),
    automatic: automatic(row),
    submittedAt: row.submittedAt,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt,
    returnReason: row.returnReason === null ? null : audit.textOf(row.returnReason),
    sameIssuer: row.sameIssuer === 1,
  });

  /** This shift's list; once that is submitted, an earlier one that came back and still waits for its person. */
  const shown = (person: string, current: ListRow | undefined): ListRow | undefined => {
    if (current && isOpen(current)) return current;
    return store.returned(person, clock.now() - returnedDays * 86_400_000) ?? current;
  };

  const today = (person: Person): ListRow => {
    const current = shifts.opened(person);
    return shown(person.id, current) ?? current;
  };

  const answer = (person: Person, given: GivenAnswer): Reply<'checklist.answer'> => {
    const row = today(person);
    const item = store.template(row.template, row.templateVersion).items.find(({ id }) => id === given.item);
    if (!item) return fail('not-found');
    if (item.kind === 'automatic') return fail('automatic');
    if (!isOpen(row) || !answersFor(item).includes(given.value)) return fail('not-now');
    // What is left out of a comment that is being typed, and all of a refused one's findings, is never stored.
    const comment = storable(given.comment, given.caret ?? null, { shown: keptAtMost }).text.trim();
    const before = store.answers(row.id).find((known) => known.item === item.id);
    if (refusesCardData(audit, person.id, 'comment', given.comment)) {
      // A beginning of the number that was stored before it was whole goes with the refusal.
      if (before) store.putAnswer(row.id, { ...before, comment, digest: null });
      return fail('card-data');
    }
    const keptAs = before?.digest ?? null;
    const unchanged = keptAs !== null && audit.textOf(keptAs) === comment;
    const kept = unchanged ? { comment: '', digest: keptAs } : { comment, digest: null };
    store.putAnswer(row.id, { item: item.id, value: given.value, ...kept });
    return ok(view(row));
  };

  const submit = (person: Person): Reply<'checklist.submit'> => {
    const row = today(person);
    const { template, answers } = view(row);
    if (!isOpen(row) || missingAnswers(template, answers).length > 0) return fail('not-now');
    return ok(view(audit.transaction(() => keep(row))));
  };

  /** Fixes answers, comments and what the console saw; each "no" is an exception from now on. */
  const keep = (row: ListRow): ListRow => {
    const now = clock.now();
    const seen = automatic(row);
    const answers = store.answers(row.id).map((one) => {
      if (one.comment === '') return one;
      const fixed: AnswerRow = { ...one, comment: '', digest: audit.keepText(one.comment) };
      store.putAnswer(row.id, fixed);
      return fixed;
    });
    const noes = [...answers, ...seen.map((one) => ({ ...one, digest: null }))].filter(({ value }) => value === 'no');
    for (const { item, digest } of noes) exceptions.raise(row, item, digest);
    const submitted: ListRow = {
      ...row,
      state: 'submitted',
      overdueNoted: 0,
      automatic: JSON.stringify(seen),
      submittedAt: now,
      decidedBy: null,
      decidedAt: null,
      returnReason: null,
    };
    store.update(submitted);
    const comments = answers.flatMap(({ item, digest }) => (digest === null ? [] : [[item, digest]]));
    audit.record(
      'checklist.submitted',
      {
        list: row.id,
        answers: { ...byItem(answers), ...byItem(seen), ...figures(seen) },
        comments: Object.fromEntries(comments) as Record<string, string>,
        exceptions: noes.map(({ item }) => item),
        late: now >= row.dueAt,
      },
      { actor: row.person },
    );
    return submitted;
  };

  return {
    view,
    shown: (person: string) => shown(person, shifts.running(person)),
    today: (person: Person) => view(today(person)),
    answer,
    submit,
  };
}
export type Lists = ReturnType<typeof createLists>;

/** A returned list is open again for answers. */
export const isOpen = ({ state }: Pick<ListRow, 'state'>): boolean => state === 'open' || state === 'returned';

export const isOverdue = (row: Pick<ListRow, 'state' | 'dueAt'>, now: number): boolean =>
  isOpen(row) && now >= row.dueAt;

const byItem = (answers: { item: string; value: string }[]): Record<string, string> =>
  Object.fromEntries(answers.map(({ item, value }) => [item, value]));

/** What the console saw, for the log: `console-clock.offsetSeconds` and the like. */
const figures = (seen: AutomaticAnswer[]): Record<string, string | number> =>
  Object.fromEntries(
    seen.flatMap((one) => Object.entries(one.seen).map(([name, figure]) => [`${one.item}.${name}`, figure])),
  );
