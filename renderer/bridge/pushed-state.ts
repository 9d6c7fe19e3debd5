import { useSyncExternalStore } from 'react';
import type { Result } from '../../shared/result.ts';

export type PushedState<State> = {
  use(): State | null;
  isThere(): boolean;
  /** Resolves when the first state is there, or main does not answer. */
  come(): Promise<void>;
};

/**
 * A state that main pushes whole, as a hook: asked for once, then kept by the pushes. null until the first answer.
 */
export function pushedState<State>(
  load: () => Promise<Result<State>>,
  listen: (listener: (state: State) => void) => () => void,
): PushedState<State> {
  let state: State | null = null;
  const readers = new Set<() => void>();
  const keep = (next: State) => {
    // The answer to the question and the push that came meanwhile say the same: nothing is drawn twice.
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    for (const reader of readers) reader();
  };
  let first: Promise<void> | null = null;
  const start = async () => {
    listen(keep);
    const answer = await load();
    if (answer.ok) keep(answer.value);
  };
  const come = () => (first ??= start());
  const subscribe = (reader: () => void) => {
    readers.add(reader);
    void come();
    return () => readers.delete(reader);
  };
  return { use: () => useSyncExternalStore(subscribe, () => state), isThere: () => state !== null, come };
}
