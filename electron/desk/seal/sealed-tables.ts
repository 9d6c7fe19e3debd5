import type { DeskDatabase } from '../store/desk-database.ts';

/**
 * What main acts upon, shows or exports, beside the events, which their chain binds, and the signatures over it, which
 * vouch for themselves. A text is bound by its own digest too, but a text that does not fit reads like an erased one.
 */
const tables = [
  'settings',
  'checklist_templates',
  'checklists',
  'checklist_answers',
  'checklist_exceptions',
  'policy_texts',
  'policy_acknowledgements',
  'briefings',
  'evidence',
  'texts',
  'central',
  'left_logs',
  'chains',
  'outbox_sources',
  'rollbacks',
  'handover',
];

/** The sealed tables with their columns, as the file has them: a column that somebody added is sealed by nothing. */
export function sealedTables(db: DeskDatabase): { table: string; columns: string[] }[] {
  return tables.map((table) => {
    const info = db.pragma(`table_info(${table})`) as { name: string }[];
    return { table, columns: info.map(({ name }) => name) };
  });
}
