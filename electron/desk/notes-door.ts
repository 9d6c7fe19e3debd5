import type { Session } from './session/session.ts';
import type { Scene } from './states.ts';

export type NotesDoor = {
  /** Hands the desk's page a port to the notes. @returns false when a rule keeps them closed, or no vault is there. */
  open(): boolean;
  /** Takes the port away again when a rule has begun to hold: the next shift, a setting, a person who became temporary. */
  review(): void;
};

/** Main's hand on the notes while checklist, policy text or briefing keep them closed (design, section 7). */
export function createNotesDoor(
  scene: Pick<Scene, 'state' | 'stores' | 'directory'>,
  session: Pick<Session, 'openVault' | 'detachVault'>,
): NotesDoor {
  let opened = false;

  const isClosed = (): boolean => {
    const state = scene.state();
    const person = state.is === 'open' ? scene.directory.person(state.session.facts.account) : null;
    const checklists = scene.stores()?.checklists;
    return !person || !checklists || checklists.notesClosed(person) !== null;
  };
  return {
    open: () => {
      opened = !isClosed() && session.openVault();
      return opened;
    },
    review: () => {
      if (!opened || !isClosed()) return;
      opened = false;
      session.detachVault();
    },
  };
}
