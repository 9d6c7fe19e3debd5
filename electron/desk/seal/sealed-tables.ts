import type { DeskDatabase } from '../store/desk-database.ts';

/**
 * What main acts upon, shows or exports, beside the events, which their chain binds, and the signatures over it, which
 * vouch for themselves. A text is bound by its own digest, so the digest is enough.
 */
const tables: Readonly<Record<string, 'all' | readonly string[]>> = {
  settings: 'all',
  checklist_templates: 'all',
  checklists: 'all',
  checklist_answers: 'all',
  checklist_exceptions: 'all',
  policy_texts: 'all',
  policy_acknowledgements: 'all',
  briefings: 'all',
  evidence: 'all',
  texts: ['digest'],
  central: 'all',
  left_logs: 'all',
  chains: 'all',
  outbox_sources: 'all',
  rollbacks: 'all',
};

/** The sealed tables with their columns, as the file has them: a column that somebody added is sealed by nothing. */
export function sealedTables(db: DeskDatabase): { table: string; columns: string[] }[] {
  return Object.entries(tables).map(([table, sealed]) => {
    const info = db.pragma(`table_info(${table})`) as { name: string }[];
    return { table, columns: sealed === 'all' ? info.map(({ name }) => name) : [...sealed] };
  });
}
