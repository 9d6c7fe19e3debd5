import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * Steps of the database, in order, in SQL that SQLite and PostgreSQL both read (SQLite stores bytes as bytes whatever a
 * column's type is called). Append only.
 */
const steps: readonly (readonly string[])[] = [
  [
    `CREATE TABLE tokens (secret_hash TEXT PRIMARY KEY, expires_at BIGINT NOT NULL, used_at BIGINT, used_by TEXT)`,
    `CREATE TABLE devices (id TEXT PRIMARY KEY, kind TEXT NOT NULL, version TEXT NOT NULL, site TEXT NOT NULL,
       enrolled_at BIGINT NOT NULL)`,
    `CREATE TABLE chains (id TEXT PRIMARY KEY, device TEXT NOT NULL REFERENCES devices (id), public_key TEXT NOT NULL,
       seq BIGINT NOT NULL, head TEXT NOT NULL, state TEXT NOT NULL, conflict_seq BIGINT, enrolled_at BIGINT NOT NULL)`,
    `CREATE TABLE events (chain TEXT NOT NULL REFERENCES chains (id), seq BIGINT NOT NULL, log_index BIGINT NOT NULL UNIQUE,
       leaf TEXT NOT NULL, bytes BYTEA NOT NULL, received_at BIGINT NOT NULL, PRIMARY KEY (chain, seq))`,
    `CREATE TABLE heads (chain TEXT NOT NULL, seq BIGINT NOT NULL, head TEXT NOT NULL, time BIGINT NOT NULL,
       signature TEXT NOT NULL, PRIMARY KEY (chain, seq))`,
    `CREATE TABLE conflicts (chain TEXT NOT NULL, seq BIGINT NOT NULL, leaf TEXT NOT NULL, bytes BYTEA NOT NULL,
       head TEXT NOT NULL, received_at BIGINT NOT NULL, PRIMARY KEY (chain, seq, leaf))`,
    `CREATE TABLE requests (id TEXT PRIMARY KEY, expires_at BIGINT NOT NULL)`,
    `CREATE INDEX requests_by_end ON requests (expires_at)`,
    `CREATE TABLE nodes (height INTEGER NOT NULL, place BIGINT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (height, place))`,
    `CREATE TABLE log_head (only INTEGER PRIMARY KEY, size BIGINT NOT NULL)`,
    `INSERT INTO log_head (only, size) VALUES (1, 0)`,
    `CREATE TABLE checkpoints (size BIGINT PRIMARY KEY, root TEXT NOT NULL, made_at BIGINT NOT NULL)`,
  ],
  [`CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)`],
  // A token may name the device that it is for; a device may have come in another one's place.
  [`ALTER TABLE tokens ADD COLUMN device TEXT`, `ALTER TABLE devices ADD COLUMN succeeds TEXT`],
];

/** Brings the database to this version. Throws for one that a newer central has written. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  await db.transaction().execute(async (work) => {
    await sql`CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY)`.execute(work);
    const { done } = await work
      .selectFrom('migrations')
      .select(({ fn }) => fn.count<number>('step').as('done'))
      .executeTakeFirstOrThrow();
    if (Number(done) > steps.length) throw new Error('this database was written by a newer version of central');
    for (const [step, statements] of steps.entries()) {
      if (step < Number(done)) continue;
      for (const statement of statements) await sql.raw(statement).execute(work);
      await work.insertInto('migrations').values({ step }).execute();
    }
  });
}
