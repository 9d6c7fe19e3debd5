import { createExportWriter } from '../shared/chain/export-file.ts';
import { signedHead, type SignedHead } from '../shared/chain/head.ts';
import { parseJson } from '../shared/json.ts';
import type { Transaction } from 'kysely';
import type { Store } from './store/database.ts';
import type { Schema } from './store/schema.ts';

const pageSize = 500;

/**
 * Everything that central holds, as one moment shows it, in the format that `npm run verify` proves. `write` is awaited
 * line by line, so that a log larger than the memory can be exported.
 */
export async function exportLog(
  store: Store,
  version: string,
  now: number,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<{ chains: number; events: number }> {
  const writer = createExportWriter({ by: 'central', version, made: now });
  return store.transaction().execute(async (work) => {
    const chains = await work
      .selectFrom('chains')
      .select(['id', 'public_key'])
      .where('seq', '>=', 0)
      .orderBy('enrolled_at')
      .orderBy('id')
      .execute();
    await write(writer.start());
    let events = 0;
    for (const chain of chains) {
      await write(writer.chain(chain.id, chain.public_key));
      events += await exportChain(work, chain.id, writer, write);
    }
    await write(writer.end());
    return { chains: chains.length, events };
  });
}

async function exportChain(
  work: Transaction<Schema>,
  chain: string,
  writer: ReturnType<typeof createExportWriter>,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<number> {
  const rivals = await rivalHistory(work, chain);
  let next = 0;
  for (;;) {
    const rows = await work
      .selectFrom('events')
      .leftJoin('heads', (join) => join.onRef('heads.chain', '=', 'events.chain').onRef('heads.seq', '=', 'events.seq'))
      .select(['events.seq', 'events.bytes', 'heads.head', 'heads.time', 'heads.signature'])
      .where('events.chain', '=', chain)
      .where('events.seq', '>=', next)
      .orderBy('events.seq')
      .limit(pageSize)
      .execute();
    for (const { seq, bytes, head, time, signature } of rows) {
      await write(writer.event(bytes));
      if (head !== null && time !== null && signature !== null) {
        await write(writer.head({ chain, seq: Number(seq), head, time: Number(time), signature }));
      }
      if (Number(seq) !== rivals[0]?.seq) continue;
      for (const rival of rivals) await write(writer.conflict(chain, rival.seq, rival.bytes, rival.head));
    }
    next += rows.length;
    if (rows.length < pageSize) break;
  }
  return next;
}

/**
 * The second history for which a chain was frozen, if its key signed it: only then is it evidence. The last event
 * carries the head that stands for them all.
 */
async function rivalHistory(
  work: Transaction<Schema>,
  chain: string,
): Promise<{ seq: number; bytes: Uint8Array; head: SignedHead | null }[]> {
  const rows = await work.selectFrom('conflicts').selectAll().where('chain', '=', chain).orderBy('seq').execute();
  const head = signedHead.nullable().parse(parseJson(rows.at(-1)?.head ?? 'null'));
  if (head === null) return [];
  return rows.map(({ seq, bytes }) => ({ seq: Number(seq), bytes, head: Number(seq) === head.seq ? head : null }));
}
