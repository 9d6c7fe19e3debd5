import { useEffect, useEffectEvent, useRef } from 'react';
import { isScreen, screensOf, type Desk } from './desk-context.ts';

/**
 * Connects the notes while they are open to this person: main gives and takes the port, this follows it. The person
 * comes back to where the lock, or the rule, found them: note, caret, search, and after a lock the screen.
 */
export function useNotesSession(desk: Desk): void {
  const { notes, state } = desk;
  const readable = state.notesClosed === null;
  const placed = useRef(false);
  const begin = useEffectEvent(async () => {
    await notes.connect();
    if (notes.state().phase !== 'ready') return;
    const view = await notes.loadView();
    const first = !placed.current;
    placed.current = true;
    if (first && view && isScreen(view.screen) && screensOf(state.person.role).includes(view.screen))
      desk.goTo(view.screen);
    if (first && !view && state.checklist.state !== 'open' && state.policyText !== 'due') desk.goTo('notes');
    if (view) await notes.restore(view);
  });
  useEffect(() => {
    if (!readable) return;
    void begin();
    return () => {
      notes.disconnect();
    };
  }, [readable, notes]);
}
