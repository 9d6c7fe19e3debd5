import Database from 'better-sqlite3';
import { violated } from './walk.ts';

type Row = {
  id: string;
  type: string;
  actor: string | null;
  data: Record<string, unknown>;
  chain: string;
  seq: number;
};

/** What desk.db counts: it may only ever go on. */
export type LogFacts = { events: Row[]; sources: Map<string, number>; synced: Map<string, number> };

/** Reads desk.db as it is committed now. */
export function readLog(file: string): LogFacts {
  const db = new Database(file, { readonly: true });
  try {
    const rows = db.prepare<[], { bytes: Buffer }>('SELECT bytes FROM events ORDER BY at').all();
    const sources = db.prepare<[], { source: string; n: number }>('SELECT source, n FROM outbox_sources').all();
    const chains = db.prepare<[], { id: string; synced: number }>('SELECT id, synced FROM chains').all();
    return {
      events: rows.map(({ bytes }) => JSON.parse(bytes.toString('utf8')) as Row),
      sources: new Map(sources.map(({ source, n }) => [source, n])),
      synced: new Map(chains.map(({ id, synced }) => [id, synced])),
    };
  } finally {
    db.close();
  }
}

/** @throws where a later look shows less, or something else, than the one before; where a number is missing or twice. */
export function onlyGrows(before: LogFacts, now: LogFacts): void {
  if (now.events.length < before.events.length) throw violated('events are gone from the log');
  before.events.forEach(({ id }, at) => {
    if (now.events[at]?.id !== id) throw violated(`event ${at} of the log is another one`);
  });
  const ids = new Set(now.events.map(({ id }) => id));
  if (ids.size !== now.events.length) throw violated('an event is in the log twice');
  const next = new Map<string, number>();
  for (const { chain, seq } of now.events) {
    if (seq !== (next.get(chain) ?? 0)) throw violated(`the chain goes on with number ${seq}`);
    next.set(chain, seq + 1);
  }
  for (const [source, n] of before.sources)
    if ((now.sources.get(source) ?? 0) < n) throw violated(`the count of ${source} went back`);
}
