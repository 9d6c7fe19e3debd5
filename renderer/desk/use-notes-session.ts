import { useEffect, useEffectEvent, useRef } from 'react';
import { isScreen, screensOf, type Desk } from './desk-context.ts';

/**
 * Connects the notes while they are open to this person: not while a rule keeps them closed, and not while somebody
 * else's drawer lies over the desk (a lead never sees notes). The first time, the person comes back to where the lock
 * found them: screen, note, caret, search.
 */
export function useNotesSession(desk: Desk): void {
  const { notes, state } = desk;
  const strangersDrawer = state.lead !== null && state.lead.via !== 'step-up';
  const readable = state.notesClosed === null && !strangersDrawer;
  const restored = useRef(false);
  const begin = useEffectEvent(async () => {
    await notes.connect();
    if (restored.current || notes.state().phase !== 'ready') return;
    restored.current = true;
    const view = await notes.loadView();
    if (!view) {
      if (state.checklist.state !== 'open' && state.policyText !== 'due') desk.goTo('notes');
      return;
    }
    if (isScreen(view.screen) && screensOf(state.person.role).includes(view.screen)) desk.goTo(view.screen);
    await notes.restore(view);
  });
  useEffect(() => {
    if (!readable) return;
    void begin();
    return () => {
      notes.disconnect();
    };
  }, [readable, notes]);
}
