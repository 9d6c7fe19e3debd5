import { createContext, useContext } from 'react';
import type { DeskState } from '../../shared/console-state.ts';
import { screens } from '../../shared/contract/vault.ts';
import type { NotesStore } from '../notes/notes-store.ts';

export type Screen = (typeof screens)[number];

/** What every screen of the desk may use: the pushed state, the notes behind it, the way to another screen. */
export type Desk = {
  state: DeskState;
  notes: NotesStore;
  screen: Screen;
  goTo: (screen: Screen) => void;
  /** Says in the frame what did not work; null takes it away. */
  say: (notice: Notice | null) => void;
};
export type Notice = { tone: 'plain' | 'danger'; text: string };

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('a screen of the desk outside its frame');
  return desk;
}

/** The screens that a person of this role has, in the order of their number keys. */
export function screensOf(role: DeskState['person']['role']): Screen[] {
  return screens.filter((screen) => screen !== 'team' || role === 'lead');
}

export function isScreen(name: string): name is Screen {
  return (screens as readonly string[]).includes(name);
}
