import { useSyncExternalStore } from 'react';
import type { Result } from '../../shared/result.ts';

/**
 * A hook onto a state that main pushes whole: asked for once, then kept by the pushes. null until the first answer.
 */
export function pushedState<State>(
  load: () => Promise<Result<State>>,
  listen: (listener: (state: State) => void) => () => void,
): () => State | null {
  let state: State | null = null;
  const readers = new Set<() => void>();
  const keep = (next: State) => {
    state = next;
    for (const reader of readers) reader();
  };
  let started = false;
  const subscribe = (reader: () => void) => {
    readers.add(reader);
    if (!started) {
      started = true;
      listen(keep);
      void load().then((answer) => {
        if (answer.ok) keep(answer.value);
      });
    }
    return () => readers.delete(reader);
  };
  return () => useSyncExternalStore(subscribe, () => state);
}
