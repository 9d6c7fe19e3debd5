import Database from 'better-sqlite3';
import { v7 } from 'uuid';
import type { EventRow } from '../../electron/desk/audit/chain-store.ts';
import type { OutboxEntry } from '../../shared/contract/outbox.ts';
import { draftEvent, type EventData } from '../../shared/events/index.ts';
import { createDeskProfile, openLog } from '../support/desk-log.ts';
import type { Bench } from './harness/bench.ts';
import { atLeast, atLeastTimes, rateFigure } from './harness/figure.ts';
import { alternate, timed } from './harness/samples.ts';
import { makeWorkFolder } from './harness/work-folder.ts';

/** The console has run for a while: a shift has some hundred events. */
const sizes = {
  full: { single: { turns: 1_000, warmUp: 1_000 }, batches: { turns: 40, warmUp: 5 }, batch: 1_000 },
  short: { single: { turns: 5, warmUp: 1 }, batches: { turns: 2, warmUp: 1 }, batch: 20 },
};
const person = '019a0000-0000-7000-8000-0000000000be';
const source = `vault:${person}`;
const unit = 'events/s';

/** The desk's own log as main writes it; the reference inserts the rows that it wrote into a table like the log's. */
export const bench: Bench = {
  name: 'audit-append',
  says: 'events chained and committed one by one, and in batches from an outbox, against bare inserts of the same rows',
  electron: false,
  measure: async (size, say) => {
    const { single, batches, batch } = sizes[size];
    const { folder, remove } = makeWorkFolder();
    const { db, log } = await openLog(createDeskProfile(folder));
    const lastRows = db.prepare<[number], EventRow>('SELECT * FROM events ORDER BY at DESC LIMIT ?');
    const bare = makeBareTable(`${folder}/bare.db`);
    const nextEntries = outbox();
    /** Rows of the log that the reference has not inserted yet, one turn's ahead: it may be the first of the next turn. */
    const waiting: EventRow[][] = [];
    const append = (count: number, work: () => void): number => {
      const time = timed(work);
      waiting.push(lastRows.all(count).reverse());
      return time;
    };
    const record = () => {
      const next = data();
      return append(1, () => {
        log.record('note.created', next, { actor: person });
      });
    };
    const accept = () => {
      const entries = nextEntries(batch);
      return append(batch, () => {
        if (!log.accept(entries)) throw new Error('the log takes nothing');
      });
    };
    const insert = () => {
      const rows = waiting.shift() ?? [];
      return timed(() => {
        bare.insert(rows);
      });
    };
    try {
      record();
      const one = await alternate(single, record, insert);
      waiting.length = 0;
      accept();
      const many = await alternate(batches, accept, insert);
      return [
        rateFigure('audit-append', one, { count: 1, unit, goal: atLeastTimes(0.5) }, say),
        rateFigure('audit-append/batch', many, { count: batch, unit, goal: atLeast(20_000, unit) }, say),
      ];
    } finally {
      log.close();
      bare.close();
      remove();
    }
  },
};

const data = (): EventData<'note.created'> => ({ note: v7(), expiresAt: Date.now(), card: false });

/** What a vault brings to main, with the numbers that follow each other. */
function outbox(): (count: number) => OutboxEntry[] {
  let n = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      n += 1;
      return { source, n, draft: draftEvent(v7(), Date.now(), person, 'note.created', data()) };
    });
}

/** The table of the log without what makes it a chain. */
function makeBareTable(path: string) {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`
    CREATE TABLE events (at INTEGER PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL, id BLOB NOT NULL UNIQUE,
      time INTEGER NOT NULL, type TEXT NOT NULL, actor BLOB, subject BLOB, leaf BLOB NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE INDEX events_by_time ON events (time);
  `);
  const insert = db.prepare(
    'INSERT INTO events VALUES (@at, @chain, @seq, @id, @time, @type, @actor, @subject, @leaf, @bytes)',
  );
  const all = db.transaction((rows: EventRow[]) => {
    for (const row of rows) insert.run(row);
  });
  return {
    insert: (rows: EventRow[]) => {
      all.immediate(rows);
    },
    close: () => {
      db.close();
    },
  };
}
