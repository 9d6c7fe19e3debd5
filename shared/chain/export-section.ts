import { parseEvent } from './event.ts';
import type { exportConflict } from './export-file.ts';
import type { ChainReport, Fault, KnownHead, Problem } from './export-report.ts';
import { eventHash } from './hash.ts';
import { verifyHead, type SignedHead } from './head.ts';
import { walkChain } from './walk.ts';
import type { z } from 'zod';

/** The proof of one chain in an export. It ends at the first fault: what stands behind that is not proven by anything. */
export type Section = ReturnType<typeof createSection>;

/** An event whose `prev` does not fit: it or the event before it was altered, and what comes next tells which. */
type Undecided = { hash: string; seq: number; line: number };

/** @param known heads of any chain that the reader has from elsewhere. */
export function createSection(chain: string, publicKey: string, known: KnownHead[]) {
  const walk = walkChain(chain, publicKey);
  const heads = known.filter((head) => head.chain === chain);
  const met: KnownHead[] = [];
  const conflicts: Problem[] = [];
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
    /** Two different events of this chain, both signed: whoever holds the key wrote the number twice. */
    conflict: ({ seq, event, head }: z.infer<typeof exportConflict>, line: number): void => {
      const hash = eventHash(Buffer.from(event, 'base64url'));
      const signed = head.seq === seq && head.head === hash && head.chain === chain && verifyHead(publicKey, head);
      conflicts.push({ fault: signed ? 'conflict' : 'bad-line', line, chain, seq });
    },
    end: (): void => {
      if (undecided) decide(undecided, null);
      if (walk.tip().seq === -1) stop('not-opened', null, 0);
    },
    /** What the other chains and the reader say of this one's end. */
    close: (follower: { chain: string; seq: number; head: string } | null): void => {
      const { seq, head } = walk.tip();
      if (follower && follower.seq !== seq) stop('follows', null, Math.min(follower.seq, seq) + 1);
      else if (follower && follower.head !== head) stop('follows', null, seq);
      else if (!follower && walk.signedUpTo() < seq) stop('unsigned', null, walk.signedUpTo() + 1);
      if (heads.some((known) => known.seq > seq)) stop('known-missing', null, seq + 1);
    },
    opening: () => walk.opening(),
    isWhole: () => problem === null,
    problems: (): Problem[] => (problem ? [problem, ...conflicts] : conflicts),
    report: (followedBy: string | null): ChainReport => ({
      chain,
      publicKey,
      opening: walk.opening(),
      events: walk.tip().seq + 1,
      from,
      to,
      head: walk.tip().head,
      signedUpTo: walk.signedUpTo(),
      followedBy,
      closed: walk.closed(),
      met,
    }),
  };
}
