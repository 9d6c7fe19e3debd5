import { v7 as eventId } from 'uuid';
import { eventBytes, placeEvent } from '../../shared/chain/event.ts';
import { createExportWriter } from '../../shared/chain/export-file.ts';
import { eventHash, noHash } from '../../shared/chain/hash.ts';
import { signHead, type SignedHead } from '../../shared/chain/head.ts';
import { createSigningKey, type SigningKey } from '../../shared/chain/keys.ts';
import type { EventDraft } from '../../shared/events/index.ts';

type Follows = { chain: string; seq: number; head: string };

/** A chain made by hand: what any holder of a key could write. */
export type HandMadeChain = {
  id: string;
  key: SigningKey;
  events: Buffer[];
  heads: SignedHead[];
  add(type: string, data?: Record<string, unknown>): HandMadeChain;
  sign(): HandMadeChain;
  tip(): Follows;
};

export const startOfTime = Date.UTC(2026, 9, 5, 8);

export function makeChain(id: string, follows: Follows | null = null, site = 'North'): HandMadeChain {
  const key = createSigningKey();
  const chain: HandMadeChain = {
    id,
    key,
    events: [],
    heads: [],
    add: (type, data = {}) => {
      const { seq, head } = chain.tip();
      chain.events.push(eventBytes(placeEvent(draftOf(type, data, seq + 1), id, seq + 1, head)));
      return chain;
    },
    sign: () => {
      chain.heads.push(signHead(key, { ...chain.tip(), time: startOfTime }));
      return chain;
    },
    tip: () => {
      const last = chain.events.at(-1);
      return { chain: id, seq: chain.events.length - 1, head: last ? eventHash(last) : noHash };
    },
  };
  return chain.add('chain.opened', { publicKey: key.publicKey, site, follows, version: '0.1.0' });
}

export function draftOf(type: string, data: Record<string, unknown>, seq: number): EventDraft {
  return { id: eventId(), time: startOfTime + seq * 1000, actor: null, type, outcome: 'ok', data };
}

/** The lines of an export of these chains, each head after the event that it signs, without line ends. */
export function exportLines(...chains: HandMadeChain[]): string[] {
  const writer = createExportWriter({ by: 'console', version: '0.1.0', made: startOfTime });
  const lines = [writer.start()];
  for (const { id, key, events, heads } of chains) {
    lines.push(writer.chain(id, key.publicKey));
    events.forEach((bytes, seq) => {
      lines.push(writer.event(bytes), ...heads.filter((head) => head.seq === seq).map((head) => writer.head(head)));
    });
  }
  lines.push(writer.end());
  return lines.map((line) => line.toString('utf8').slice(0, -1));
}
