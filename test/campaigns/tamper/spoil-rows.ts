import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Random } from '../harness/random.ts';
import type { Place, Spoiled } from './scene.ts';
import { writeFiles, type Snapshot } from './snapshot.ts';

type Cell = string | number | bigint | Buffer | null;
type Row = Record<string, Cell>;
type Table = { name: string; keys: string[]; columns: string[]; rows: Row[] };

/** @returns what was done; null when the database does not take it, so that nothing was. */
type Harm = (db: Database.Database, table: Table, random: Random) => string | null;

const tries = 40;

/** Spoils rows of one database, as somebody does who knows SQLite. */
export function spoilRows(place: Place, random: Random): Spoiled {
  const { scene, folder } = place;
  const databases = [...scene.now.files.keys()].filter((name) => name.endsWith('.db'));
  for (let tried = 0; tried < tries; tried += 1) {
    const file = random.pick(databases);
    const db = new Database(join(folder, file));
    db.pragma('foreign_keys = OFF');
    db.pragma('ignore_check_constraints = ON');
    try {
      const table = random.pick(tablesOf(db));
      const done = random.chance(0.35)
        ? fromOlder(place, db, file, table, random)
        : tryHarm(random.pick(harms), db, table, random);
      if (!done) continue;
      const { says, from } = typeof done === 'string' ? { says: done, from: undefined } : done;
      return {
        ...{ kind: from ? 'older rows' : 'rows', says: `${file}, ${table.name}: ${says}` },
        ...{ files: [file], tables: [table.name], ...(from ? { from } : {}) },
      };
    } finally {
      db.close();
    }
  }
  throw new Error('no row let itself be spoiled');
}

function tablesOf(db: Database.Database): Table[] {
  const names = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  return names.map((name) => readTable(db, name));
}

function readTable(db: Database.Database, name: string): Table {
  const info = db.pragma(`table_info(${name})`) as { name: string; pk: number }[];
  return {
    name,
    columns: info.map((column) => column.name),
    keys: info.filter(({ pk }) => pk > 0).map((column) => column.name),
    rows: db.prepare<[], Row>(`SELECT * FROM ${name}`).safeIntegers().all(),
  };
}

function tryHarm(harm: Harm, db: Database.Database, table: Table, random: Random): string | null {
  if (table.rows.length === 0) return null;
  try {
    return db.transaction(() => harm(db, table, random))();
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  }
}

const where = ({ keys }: Table) => keys.map((key) => `${key} IS ?`).join(' AND ');
const keyOf = ({ keys }: Table, row: Row): Cell[] => keys.map((key) => row[key] ?? null);
const nameOf = (table: Table, row: Row): string =>
  keyOf(table, row)
    .map((cell) => (Buffer.isBuffer(cell) ? cell.toString('hex') : String(cell)))
    .join(' ');
const remove = (db: Database.Database, table: Table, row: Row) =>
  db.prepare(`DELETE FROM ${table.name} WHERE ${where(table)}`).run(...keyOf(table, row));
const put = (db: Database.Database, { name, columns }: Table, row: Row) =>
  db
    .prepare(`INSERT OR REPLACE INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    .run(...columns.map((column) => row[column] ?? null));

const harms: readonly Harm[] = [
  (db, table, random) => {
    const row = random.pick(table.rows);
    remove(db, table, row);
    return `row ${nameOf(table, row)} removed`;
  },
  (db, table, random) => {
    const from = random.int(0, table.rows.length - 1);
    const rows = table.rows.slice(from, random.chance(0.5) ? undefined : from + random.int(1, 5));
    for (const row of rows) remove(db, table, row);
    return `${rows.length} rows removed from ${nameOf(table, rows[0] ?? {})} on`;
  },
  (db, table, random) => {
    const row = random.pick(table.rows);
    const column = random.pick(table.columns);
    const after = otherCell(row[column] ?? null, column, table, random);
    remove(db, table, row);
    put(db, table, { ...row, [column]: after });
    return `${column} of row ${nameOf(table, row)} changed`;
  },
  (db, table, random) => {
    const [one, other] = [random.pick(table.rows), random.pick(table.rows)];
    const values = table.columns.filter((column) => !table.keys.includes(column) && random.chance(0.7));
    const taken = (from: Row): Row => Object.fromEntries(values.map((column) => [column, from[column] ?? null]));
    remove(db, table, one);
    remove(db, table, other);
    put(db, table, { ...one, ...taken(other) });
    put(db, table, { ...other, ...taken(one) });
    return `${values.join(', ')} of rows ${nameOf(table, one)} and ${nameOf(table, other)} exchanged`;
  },
  (db, table, random) => {
    const row = random.pick(table.rows);
    const column = random.pick(table.keys);
    const after = otherCell(row[column] ?? null, column, table, random);
    put(db, table, { ...row, [column]: after });
    return `row ${nameOf(table, row)} doubled under another ${column}`;
  },
];

function otherCell(before: Cell, column: string, table: Table, random: Random): Cell {
  if (random.chance(0.3)) return random.pick(table.rows)[column] ?? null;
  if (typeof before === 'bigint')
    return before + BigInt(random.pick([-3_600_000, -60_000, -1, 1, 1, 2, 60_000, 3_600_000]));
  if (typeof before === 'string') {
    const at = random.int(0, Math.max(0, before.length - 1));
    return before.slice(0, at) + String.fromCharCode(random.int(48, 122)) + before.slice(at + 1);
  }
  if (!Buffer.isBuffer(before)) return random.int(0, 1);
  const bytes = Buffer.from(before);
  const at = random.int(0, Math.max(0, bytes.length - 1));
  if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ random.int(1, 255);
  return bytes;
}

/** Rows as an older copy has them: one, or the whole table. */
function fromOlder(
  { scene, folder }: Place,
  db: Database.Database,
  file: string,
  table: Table,
  random: Random,
): { says: string; from: string } | null {
  const older = random.pick(scene.older);
  const then = readOlder(older, folder, file, table.name);
  if (!then) return null;
  const known = new Map(table.rows.map((row) => [nameOf(table, row), row]));
  const changed = then.rows.filter((row) => !isSame(row, known.get(nameOf(table, row))));
  const since = table.rows.filter((row) => !then.rows.some((earlier) => nameOf(table, earlier) === nameOf(table, row)));
  if (changed.length + since.length === 0) return null;
  const isWhole = changed.length === 0 || random.chance(0.4);
  const rows = isWhole ? changed : [random.pick(changed)];
  try {
    db.transaction(() => {
      if (isWhole) for (const row of since) remove(db, table, row);
      for (const row of rows) put(db, table, row);
    })();
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  }
  const which = isWhole ? 'the whole table' : `row ${nameOf(table, rows[0] ?? {})}`;
  return { says: `${which} put back to “${older.name}”`, from: older.name };
}

function readOlder(older: Snapshot, folder: string, file: string, table: string): Table | null {
  if (!older.files.has(file)) return null;
  mkdirSync(join(folder, '..', 'older'), { recursive: true });
  const aside = mkdtempSync(join(folder, '..', 'older', 'copy-'));
  const parts = [...older.files].filter(([name]) => name === file || name === `${file}-wal`);
  writeFiles(new Map(parts.map(([name, bytes]) => [basename(name), bytes])), aside);
  const db = new Database(join(aside, basename(file)));
  try {
    const has = db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table);
    return has ? readTable(db, table) : null;
  } finally {
    db.close();
    rmSync(aside, { recursive: true });
  }
}

const isSame = (one: Row, other: Row | undefined): boolean =>
  other !== undefined &&
  Object.entries(one).every(([column, cell]) => {
    const there = other[column] ?? null;
    return Buffer.isBuffer(cell) && Buffer.isBuffer(there) ? cell.equals(there) : cell === there;
  });
