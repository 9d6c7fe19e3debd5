import { isDeepStrictEqual } from 'node:util';
import type { DeskState } from '../../shared/console-state.ts';
import type { Host } from './host.ts';
import { comingDeskState, countdownState, deskState, entryState, type Scene } from './states.ts';

/** Every touch of a key moves the lock; the window counts down itself and need not hear of less than this. */
const lockMoves = 5_000;

export type Pushes = {
  /** To be called whenever something may have changed. */
  changed(): void;
  /** The vault is being opened: the desk's page is to draw itself meanwhile. */
  coming(): void;
  countdown(): void;
  /** What the desk's page is told when it asks; null while no desk is there or on its way. */
  desk(): DeskState | null;
  stop(): void;
};

/** Pushes whole states to the windows: once for any number of changes in a row, and only when something differs. */
export function createPushes(host: Host, scene: Scene, onError: () => void): Pushes {
  let planned: ReturnType<typeof setImmediate> | undefined;
  let lastEntry = '';
  /** As the desk's page knows it: whatever is new to it makes it draw itself once more. */
  let lastDesk: DeskState | null = null;

  const push = () => {
    planned = undefined;
    try {
      const desk = deskState(scene);
      if (desk) pushDesk(settled(desk));
      else pushEntry();
    } catch {
      // A disk that does not answer now: what is on the screen stays, the next change tries again.
      onError();
    }
  };
  const pushEntry = () => {
    if (scene.state().is !== 'opening') lastDesk = null;
    const entry = entryState(scene);
    const text = JSON.stringify(entry);
    if (text === lastEntry) return;
    lastEntry = text;
    host.windows.push('entry', entry);
  };
  /** With the lock where the page knows it to be, if it has not moved by more than that. */
  const settled = (desk: DeskState): DeskState => {
    const known = lastDesk?.locksAt ?? null;
    const hasStayed = known !== null && desk.locksAt !== null && Math.abs(desk.locksAt - known) < lockMoves;
    return hasStayed ? { ...desk, locksAt: known } : desk;
  };
  const pushDesk = (desk: DeskState) => {
    lastEntry = '';
    if (isDeepStrictEqual(desk, lastDesk)) return;
    lastDesk = desk;
    host.windows.push('desk', desk);
  };
  return {
    changed: () => {
      planned ??= setImmediate(push);
    },
    coming: () => {
      lastDesk = comingDeskState(scene);
      if (lastDesk) host.windows.inform('desk', lastDesk);
    },
    desk: () => {
      const desk = deskState(scene) ?? comingDeskState(scene);
      return desk && (lastDesk = settled(desk));
    },
    countdown: () => {
      host.windows.push('countdown', countdownState(scene));
    },
    stop: () => {
      clearImmediate(planned);
    },
  };
}
