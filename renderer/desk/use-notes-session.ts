import { useEffect, useEffectEvent, useRef } from 'react';
import type { ViewState } from '../../shared/contract/vault.ts';
import { isScreen, screensOf, type Desk, type Screen } from './desk-context.ts';

/**
 * Connects the notes while they are open to this person: main gives and takes the port, this follows it. The person
 * comes back to where the lock, or the rule, found them: note, caret, search, and after a lock the screen.
 */
export function useNotesSession(desk: Desk): void {
  const { notes, state } = desk;
  const readable = state.notesClosed === null;
  const placed = useRef(false);
  const place = useEffectEvent((view: ViewState | null, from: Screen) => {
    const isFirst = !placed.current;
    placed.current = true;
    // Whoever has gone to a screen by then stays there.
    if (!isFirst || desk.screen !== from) return;
    if (view && isScreen(view.screen) && screensOf(state.person.role).includes(view.screen)) desk.goTo(view.screen);
    if (!view && state.checklist.state !== 'open' && state.policyText !== 'due') desk.goTo('notes');
  });
  const screenNow = useEffectEvent(() => desk.screen);
  useEffect(() => {
    if (!readable) return;
    const from = screenNow();
    void notes.arrive((view) => {
      place(view, from);
    });
    return () => {
      notes.disconnect();
    };
  }, [readable, notes]);
}
