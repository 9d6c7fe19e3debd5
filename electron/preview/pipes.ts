import type { PipeEnd } from '../desk/host.ts';

/** Where the messages of one end go once it has been handed to somebody. */
export type Holder = { post(message: unknown): void; closed(): void };

type End = { peer: End | null; holder: Holder | null; waiting: unknown[]; closed: boolean };

const ends = new WeakMap<PipeEnd, End>();

/** Two joined ends. What is posted into one before the other has a holder waits, as in a MessageChannel. */
export function openPipe(): [PipeEnd, PipeEnd] {
  const one: End = { peer: null, holder: null, waiting: [], closed: false };
  const other: End = { peer: one, holder: null, waiting: [], closed: false };
  one.peer = other;
  return [toPipeEnd(one), toPipeEnd(other)];
}

/** Gives an end to its holder. @returns what the holder calls to speak into the pipe and to close it. */
export function hold(pipeEnd: PipeEnd, holder: Holder): { post(message: unknown): void; close(): void } {
  const end = ends.get(pipeEnd);
  if (!end || end.holder) throw new Error('a pipe of another host, or handed over twice');
  end.holder = holder;
  for (const message of end.waiting.splice(0)) holder.post(message);
  if (end.closed) holder.closed();
  return {
    post: (message) => {
      const { peer } = end;
      if (!peer || peer.closed) return;
      if (peer.holder) peer.holder.post(message);
      else peer.waiting.push(message);
    },
    close: () => {
      closeEnd(end.peer);
      closeEnd(end, false);
    },
  };
}

function closeEnd(end: End | null, tell = true): void {
  if (!end || end.closed) return;
  end.closed = true;
  if (tell) end.holder?.closed();
}

function toPipeEnd(end: End): PipeEnd {
  const pipeEnd = {} as PipeEnd;
  ends.set(pipeEnd, end);
  return pipeEnd;
}
