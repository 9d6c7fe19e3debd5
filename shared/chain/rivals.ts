import type { z } from 'zod';
import type { exportConflict } from './export-file.ts';
import { verifyHead } from './head.ts';
import { checkNext, type Tip } from './link.ts';
import { parseEvent } from './event.ts';
import { eventHash } from './hash.ts';

type Told = Omit<z.infer<typeof exportConflict>, 'kind'>;

/**
 * Reads the second histories that an export tells of. One is proven when its events are linked to each other up to one
 * that the chain's key signed, and when the first of them is another than the chain's own with that number.
 */
export function createRivals(chain: string, publicKey: string) {
  let tip: Tip | null = null;
  let first = -1;

  return {
    /**
     * @param own where the chain stands: at the event that the history contradicts.
     * @returns the number from which on a signed history is another one; null: it goes on; 'unproven' ends it.
     */
    take: ({ chain: named, seq, event, head }: Told, own: Tip): number | 'unproven' | null => {
      const bytes = Buffer.from(event, 'base64url');
      const parsed = parseEvent(bytes);
      if (!tip) {
        first = seq;
        tip = parsed.ok ? { chain, seq: seq - 1, head: parsed.value.prev } : null;
        if (own.seq !== seq || own.head === eventHash(bytes)) tip = null;
      }
      const next = tip && named === chain && tip.seq + 1 === seq ? checkNext(tip, bytes) : null;
      tip = next?.ok ? next.value.tip : null;
      if (!tip) return 'unproven';
      if (!head) return null;
      const isSigned = head.chain === chain && head.seq === seq && head.head === tip.head;
      tip = null;
      return isSigned && verifyHead(publicKey, head) ? first : 'unproven';
    },
    /** A history began and no signature ended it. */
    isOpen: () => tip !== null,
  };
}
