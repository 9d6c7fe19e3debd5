import { useEffect, useState } from 'react';
import type { EntryState } from '../../shared/console-state.ts';

/** How long the desk may take to replace this window before the form is offered again, in milliseconds. */
const patience = 15_000;

/**
 * Whether the gate has let somebody in and the desk is about to replace this window. Ends when main says that the
 * vault did not open, or when nothing happens.
 */
export function useOpening(state: EntryState): [boolean, (opening: boolean) => void] {
  const [opening, setOpening] = useState(false);
  const [seen, setSeen] = useState(state);
  if (seen !== state) {
    setSeen(state);
    if (state.notice) setOpening(false);
  }
  useEffect(() => {
    if (!opening) return undefined;
    const timer = setTimeout(() => {
      setOpening(false);
    }, patience);
    return () => {
      clearTimeout(timer);
    };
  }, [opening]);
  return [opening, setOpening];
}
