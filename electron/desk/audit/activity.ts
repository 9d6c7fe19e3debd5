import { DateTime } from 'luxon';
import { parseEvent } from '../../../shared/chain/event.ts';
import type { ActivityRow } from '../../../shared/contract/ipc.ts';
import type { DeskDatabase } from '../store/desk-database.ts';
import { idBytes, idText, type EventRow } from './chain-store.ts';
import type { Texts } from './texts.ts';
import type { ActivityQuery } from './types.ts';

type FoundRow = Pick<EventRow, 'at' | 'seq' | 'time' | 'type' | 'actor' | 'bytes'> & { synced: number };

/** Answers Activity: newest first, by place in this desk's log, which is `seq` as long as there is one chain. */
export function createActivity(db: DeskDatabase, texts: Texts) {
  return (query: ActivityQuery, nameOf: (id: string) => string | null): { rows: ActivityRow[]; more: boolean } => {
    const { where, values } = conditions(query);
    const found = db
      .prepare<unknown[], FoundRow>(
        `SELECT at, seq, time, type, actor, bytes, synced FROM events JOIN chains ON chains.ordinal = events.chain
         ${where} ORDER BY at DESC LIMIT ?`,
      )
      .all(...values, query.limit + 1);
    return {
      rows: found.slice(0, query.limit).map((row) => rowOf(row, nameOf, texts)),
      more: found.length > query.limit,
    };
  };
}

function conditions({ types, person, date, zone, beforeSeq }: ActivityQuery): { where: string; values: unknown[] } {
  const parts: string[] = [];
  const values: unknown[] = [];
  const add = (part: string, ...more: unknown[]) => {
    parts.push(part);
    values.push(...more);
  };
  if (types) add('type IN (SELECT value FROM json_each(?))', JSON.stringify(types));
  if (person) add('(actor = ? OR subject = ?)', idBytes(person), idBytes(person));
  if (beforeSeq !== null) add('at < ?', beforeSeq);
  if (date) {
    // A site date has 23, 24 or 25 hours: from its start to the start of the next one in the site's zone.
    const start = DateTime.fromISO(date, { zone }).startOf('day');
    add('time >= ? AND time < ?', start.toMillis(), start.plus({ days: 1 }).startOf('day').toMillis());
  }
  return { where: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', values };
}

function rowOf(row: FoundRow, nameOf: (id: string) => string | null, texts: Texts): ActivityRow {
  const { time, actor, type, outcome, data } = told(row);
  return {
    seq: row.at,
    time,
    actor: actor === null ? null : { id: actor, name: nameOf(actor) },
    type,
    outcome,
    data,
    texts: textsOf(data, texts),
    synced: row.seq <= row.synced,
  };
}

/** What a row says; of a damaged one, which a start does not see, what its columns do: it is shown where it stands. */
function told({ bytes, time, type, actor }: FoundRow): Pick<ActivityRow, 'time' | 'type' | 'outcome' | 'data'> & {
  actor: string | null;
} {
  const event = parseEvent(bytes);
  if (event.ok) return event.value;
  return { time, type, actor: actor && idText(actor), outcome: 'unreadable', data: {} };
}

/** Every digest in the data whose text is still kept, by digest. */
function textsOf(data: unknown, texts: Texts): Record<string, string> {
  if (typeof data === 'string') {
    const text = /^[0-9a-f]{64}$/.test(data) ? texts.of(data) : null;
    return text === null ? {} : { [data]: text };
  }
  if (typeof data !== 'object' || data === null) return {};
  return Object.assign({}, ...Object.values(data).map((value) => textsOf(value, texts))) as Record<string, string>;
}
