import { parseEvent } from './event.ts';
import type { exportConflict } from './export-file.ts';
import type { ChainReport, Fault, KnownHead, Problem } from './export-report.ts';
import { eventHash, hash as aHash } from './hash.ts';
import type { SignedHead } from './head.ts';
import { createRivals } from './rivals.ts';
import { walkChain } from './walk.ts';
import type { z } from 'zod';
import { readAs } from '../read-as.ts';

/** The proof of one chain in an export. It ends at the first fault: what stands behind that is not proven by anything. */
export type Section = ReturnType<typeof createSection>;

/** An event whose `prev` does not fit: it or the event before it was altered, and what comes next tells which. */
type Undecided = { hash: string; seq: number; line: number };

/**
 * @param known heads of any chain that the reader has from elsewhere.
 * @param onDigest hears of each digest of a text that an event carries.
 */
export function createSection(
  chain: string,
  publicKey: string,
  known: KnownHead[],
  onDigest: (digest: string) => void,
) {
  const walk = walkChain(chain, publicKey);
  const heads = known.filter((head) => head.chain === chain);
  const met: KnownHead[] = [];
  const rivals = createRivals(chain, publicKey);
  const conflicts: { line: number; seq: number }[] = [];
  const unproven: Problem[] = [];
  let problem: Problem | null = null;
  let undecided: Undecided | null = null;
  let lastLine = 0;
  let from: number | null = null;
  let to: number | null = null;

  const stop = (fault: Fault, line: number | null, seq: number) => {
    problem ??= { fault, line, chain, seq };
  };

  const decide = ({ hash, seq, line }: Undecided, confirmed: string | null) => {
    // Bytes that the next line repeats the hash of are as they were written: so it was the event before that changed.
    if (confirmed === hash) stop('prev', lastLine, seq - 1);
    else stop('prev', line, seq);
  };

  const meet = (head: KnownHead) => {
    if (head.head === walk.tip().head) met.push(head);
    else stop('known-head', lastLine, head.seq);
  };

  return {
    chain,
    event: (bytes: Uint8Array, line: number): void => {
      if (problem) return;
      if (undecided) {
        const next = parseEvent(bytes);
        decide(undecided, next.ok ? next.value.prev : null);
        return;
      }
      const event = walk.event(bytes);
      if (event.ok) {
        lastLine = line;
        from ??= event.value.time;
        to = event.value.time;
        heads.filter(({ seq }) => seq === event.value.seq).forEach(meet);
        for (const digest of digestsIn(event.value.data)) onDigest(digest);
        return;
      }
      const { seq } = walk.tip();
      if (event.code === 'prev' && walk.signedUpTo() < seq) {
        undecided = { hash: eventHash(bytes), seq: seq + 1, line };
      } else stop(event.code, line, seq + 1);
    },
    head: (head: SignedHead, line: number): void => {
      if (problem) return;
      if (undecided) {
        decide(undecided, head.head);
        return;
      }
      const good = walk.head(head);
      if (!good.ok) stop(good.code, line, Math.min(head.seq, walk.tip().seq + 1));
    },
    /** A second history, event by event. The key is accused of it only where the first one is signed too. */
    conflict: (told: z.infer<typeof exportConflict>, line: number): void => {
      if (undecided) decide(undecided, null);
      if (problem) return;
      const seq = rivals.take(told, walk.tip());
      if (seq === 'unproven') unproven.push({ fault: 'rival', line, chain, seq: told.seq });
      else if (seq !== null) conflicts.push({ line, seq });
    },
    end: (): void => {
      if (undecided) decide(undecided, null);
      if (walk.tip().seq === -1) stop('not-opened', null, 0);
    },
    /** @param isVouched a chain that is known to follow this one has signed where it ends. */
    close: (isVouched: boolean): void => {
      const { seq } = walk.tip();
      if (rivals.isOpen()) unproven.push({ fault: 'rival', line: null, chain, seq: null });
      if (walk.signedUpTo() < seq && !isVouched) stop('unsigned', null, walk.signedUpTo() + 1);
      if (heads.some((head) => head.seq > seq)) stop('known-missing', null, seq + 1);
    },
    /** It says that it goes on after another chain, and has no right to. */
    refuseClaim: (fault: 'follows' | 'follows-too'): void => {
      stop(fault, null, 0);
    },
    publicKey,
    tip: () => walk.tip(),
    signedUpTo: () => walk.signedUpTo(),
    opening: () => walk.opening(),
    isWhole: () => problem === null,
    /** It ends nowhere: two histories of it are signed. */
    isSplit: () => conflicts.some(({ seq }) => seq <= walk.signedUpTo()),
    problems: (): Problem[] => {
      const accused = conflicts.map(({ line, seq }): Problem => {
        return { fault: seq <= walk.signedUpTo() ? 'conflict' : 'rival', line, chain, seq };
      });
      return [...(problem ? [problem] : []), ...accused, ...unproven];
    },
    report: (followedBy: string | null, vouched: boolean): ChainReport => ({
      chain,
      publicKey,
      opening: walk.opening(),
      events: walk.tip().seq + 1,
      from,
      to,
      head: walk.tip().head,
      signedUpTo: walk.signedUpTo(),
      followedBy,
      vouched,
      closed: walk.closed(),
      met,
    }),
  };
}

/** Digests stand somewhere in an event's data; a verifier must prove events of types that it does not know. */
function digestsIn(value: unknown): string[] {
  if (typeof value === 'string') return readAs(aHash, value).success ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(digestsIn) : [];
}
