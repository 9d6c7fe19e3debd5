import { createExportWriter } from '../../../shared/chain/export-file.ts';
import type { ChainStore } from './chain-store.ts';

/** Events read from the database at a time. */
const batch = 500;

/**
 * The whole log as one file (shared/chain/export-file.ts): every chain's events as they are stored, with every
 * signature kept. Names and free texts are not in it.
 */
export function exportLog(store: ChainStore, version: string, made: number): Uint8Array {
  const writer = createExportWriter({ by: 'console', version, made });
  const chains = new Map(store.chains().map((chain) => [chain.ordinal, chain]));
  const lines = [writer.start()];
  let section = -1;
  for (let at = 0; ;) {
    const rows = store.from(at, batch);
    for (const row of rows) {
      const chain = chains.get(row.chain);
      if (chain && row.chain !== section) {
        lines.push(writer.chain(chain.id, chain.publicKey));
        section = row.chain;
      }
      lines.push(writer.event(row.bytes));
      for (const head of chain ? store.heads(chain, row.seq, row.seq) : []) lines.push(writer.head(head));
      at = row.at + 1;
    }
    if (rows.length < batch) break;
  }
  lines.push(writer.end());
  return Buffer.concat(lines);
}
