import {
  checklistTemplate,
  type Answer,
  type AutomaticAnswer,
  type ChecklistTemplate,
} from '../../../shared/checklist/types.ts';
import type { Checklist } from '../../../shared/checklist/types.ts';
import type { DeskDatabase } from '../store/desk-database.ts';

/** A list as its table has it. Texts are digests (design, section 8), but for comments that are still being written. */
export type ListRow = {
  id: string;
  person: string;
  template: string;
  templateVersion: number;
  date: string;
  shift: number;
  fromPolicy: 0 | 1;
  openedAt: number;
  startsAt: number;
  endsAt: number;
  dueAt: number;
  state: Checklist['state'];
  /** 1: that it is overdue has been recorded. */
  overdueNoted: 0 | 1;
  /** JSON; what the console answered at submission. */
  automatic: string;
  consoleVersion: string;
  submittedAt: number | null;
  decidedBy: string | null;
  decidedAt: number | null;
  returnReason: string | null;
  sameIssuer: 0 | 1;
};
export type AnswerRow = { item: string; value: Answer['value']; comment: string; digest: string | null };
export type ListStore = ReturnType<typeof createListStore>;

const columns: Record<keyof ListRow, string> = {
  id: 'id',
  person: 'person',
  template: 'template',
  templateVersion: 'template_version',
  date: 'date',
  shift: 'shift',
  fromPolicy: 'from_policy',
  openedAt: 'opened_at',
  startsAt: 'starts_at',
  endsAt: 'ends_at',
  dueAt: 'due_at',
  state: 'state',
  overdueNoted: 'overdue_noted',
  automatic: 'automatic',
  consoleVersion: 'console_version',
  submittedAt: 'submitted_at',
  decidedBy: 'decided_by',
  decidedAt: 'decided_at',
  returnReason: 'return_reason',
  sameIssuer: 'same_issuer',
};
const names = Object.keys(columns) as (keyof ListRow)[];
const fields = names.map((name) => `${columns[name]} AS ${name}`).join(', ');

/** The tables of lists and their answers, and nothing of the rules about them. */
export function createListStore(db: DeskDatabase) {
  const templates = new Map<string, ChecklistTemplate>();
  const lists = (where: string) => db.prepare<unknown[], ListRow>(`SELECT ${fields} FROM checklists WHERE ${where}`);

  const byId = lists('id = ?');
  const byKey = lists('person = ? AND date = ? AND shift = ?');
  const running = lists('person = ? AND starts_at - ? <= ? AND ? < ends_at ORDER BY starts_at LIMIT 1');
  const returned = lists(`person = ? AND state = 'returned' AND decided_at >= ? ORDER BY decided_at LIMIT 1`);
  const onDate = lists('date = ? ORDER BY starts_at, person');
  const runningAt = lists('starts_at <= ? AND ? < ends_at ORDER BY starts_at, person');
  const unnoted = lists(`state IN ('open', 'returned') AND overdue_noted = 0 AND due_at <= ?`);
  const waiting = lists(`state = 'submitted' AND starts_at >= ?`);
  const ended = lists(`state = 'submitted' AND person = ? AND ends_at <= ?`);
  const since = lists('person = ? AND date >= ? ORDER BY date, shift');
  const insert = db.prepare(
    `INSERT INTO checklists (${names.map((name) => columns[name]).join(', ')})
     VALUES (${names.map((name) => `@${name}`).join(', ')})`,
  );
  const update = db.prepare(
    `UPDATE checklists SET ${names.map((name) => `${columns[name]} = @${name}`).join(', ')} WHERE id = @id`,
  );
  const highest = db
    .prepare<[string, string], number>('SELECT coalesce(max(shift), 0) FROM checklists WHERE person = ? AND date = ?')
    .pluck();
  const versions = db.prepare<[], string>('SELECT DISTINCT console_version FROM checklists').pluck();
  const keepTemplate = db.prepare('INSERT OR IGNORE INTO checklist_templates (id, version, body) VALUES (?, ?, ?)');
  const readTemplate = db
    .prepare<[string, number], string>('SELECT body FROM checklist_templates WHERE id = ? AND version = ?')
    .pluck();
  const answers = db.prepare<[string], AnswerRow>(
    'SELECT item, value, comment, digest FROM checklist_answers WHERE list = ?',
  );
  const putAnswer = db.prepare(
    `INSERT INTO checklist_answers (list, item, value, comment, digest) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (list, item) DO UPDATE SET value = excluded.value, comment = excluded.comment, digest = excluded.digest`,
  );

  return {
    byId: (id: string) => byId.get(id),
    byKey: (person: string, date: string, shift: number) => byKey.get(person, date, shift),
    /** The person's list whose shift runs, or begins within `early` milliseconds. */
    running: (person: string, now: number, early: number) => running.get(person, early, now, now),
    /** The person's oldest returned list that was returned since. */
    returned: (person: string, decidedSince: number) => returned.get(person, decidedSince),
    onDate: (date: string) => onDate.all(date),
    runningAt: (now: number) => runningAt.all(now, now),
    /** Lists that are overdue without its being recorded. */
    overdueUnnoted: (now: number) => unnoted.all(now),
    /** Submitted lists that nobody has decided about, of shifts since. */
    waiting: (since: number) => waiting.all(since),
    /** A person's undecided lists whose shift is over. */
    undecided: (person: string, now: number) => ended.all(person, now),
    since: (person: string, date: string) => since.all(person, date),
    insert: (row: ListRow) => insert.run(row),
    update: (row: ListRow) => update.run(row),
    highestShift: (person: string, date: string) => highest.get(person, date) ?? 0,
    /** Every version of the console that has opened a list at this desk. */
    versions: () => versions.all(),
    keepTemplate: (template: ChecklistTemplate) =>
      keepTemplate.run(template.id, template.version, JSON.stringify(template)),
    /** A list shows the texts that it was opened with, also after the template has moved on. */
    template: (id: string, version: number): ChecklistTemplate => {
      const key = `${id} ${version}`;
      const known = templates.get(key) ?? checklistTemplate.parse(JSON.parse(readTemplate.get(id, version) ?? 'null'));
      templates.set(key, known);
      return known;
    },
    answers: (list: string) => answers.all(list),
    putAnswer: (list: string, row: AnswerRow) => putAnswer.run(list, row.item, row.value, row.comment, row.digest),
  };
}

/** The answers that the console gave when the list was submitted. */
export const storedAutomatic = (row: ListRow): AutomaticAnswer[] => JSON.parse(row.automatic) as AutomaticAnswer[];
