import { useSyncExternalStore } from 'react';
import { useDesk } from '../desk/desk-context.ts';
import type { NotesState, NotesStore } from './notes-store.ts';

/** The notes of this window and what can be done with them. */
export function useNotes(): { state: NotesState; notes: NotesStore } {
  const { notes } = useDesk();
  return { state: useSyncExternalStore(notes.subscribe, notes.state), notes };
}
