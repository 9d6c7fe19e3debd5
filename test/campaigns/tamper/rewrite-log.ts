import { join } from 'node:path';
import Database from 'better-sqlite3';
import { columnsOf } from '../../../electron/desk/audit/chain-store.ts';
import { eventBytes, parseEvent } from '../../../shared/chain/event.ts';
import { leafHash } from '../../../shared/chain/merkle.ts';
import type { Random } from '../harness/random.ts';
import type { Place, Spoiled } from './scene.ts';

type Row = { at: number; chain: number; seq: number; leaf: Buffer; bytes: Buffer };

/**
 * Removes or changes an event of the newest chain as somebody does who knows the format: everything behind it is linked
 * again, columns and hashes are made to fit, signatures that no longer do are taken out.
 */
export function rewriteLog({ folder }: Place, random: Random): Spoiled {
  const db = new Database(join(folder, 'desk.db'));
  db.pragma('foreign_keys = OFF');
  try {
    const rows = db.prepare<[], Row>('SELECT at, chain, seq, leaf, bytes FROM events ORDER BY at').all();
    const newest = rows.filter(({ chain }) => chain === rows.at(-1)!.chain);
    const from = random.chance(0.5) ? random.int(1, newest.length - 1) : newest.length - random.int(1, 12);
    const first = newest[from]!;
    const isRemoved = random.chance(0.5);
    const mark = db.prepare('DELETE FROM events WHERE at >= ?');
    const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    db.transaction(() => {
      mark.run(first.at);
      let [at, prev, seq] = [first.at, newest[from - 1]!.leaf.toString('hex'), first.seq];
      for (const row of newest.slice(isRemoved ? from + 1 : from)) {
        const read = parseEvent(row.bytes);
        if (!read.ok) throw new Error('no event in the log');
        const time = row === first ? read.value.time + 1_000 : read.value.time;
        const bytes = eventBytes({ ...read.value, time, seq, prev });
        const { id, type, actor, subject } = columnsOf(read.value);
        const leaf = leafHash(bytes);
        insert.run(at, row.chain, seq, id, time, type, actor, subject, leaf, bytes);
        [at, prev, seq] = [at + 1, Buffer.from(leaf).toString('hex'), seq + 1];
      }
      db.prepare('DELETE FROM heads WHERE chain = ? AND seq >= ?').run(first.chain, first.seq);
    })();
    const how = isRemoved ? 'removed' : 'changed';
    return {
      kind: 'the log rewritten',
      says: `desk.db: event ${first.at} ${how}, the rest linked again`,
      files: ['desk.db'],
    };
  } finally {
    db.close();
  }
}
