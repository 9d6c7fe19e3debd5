import type Database from 'better-sqlite3';

/** A database's own tables, each with the columns of its key. */
export function tablesOf(db: Database.Database): { table: string; keys: string[] }[] {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  return tables.map((table) => {
    const info = db.pragma(`table_info(${table})`) as { name: string; pk: number }[];
    return { table, keys: info.filter(({ pk }) => pk > 0).map(({ name }) => name) };
  });
}
