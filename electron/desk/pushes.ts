import type { DeskState } from '../../shared/console-state.ts';
import type { Host } from './host.ts';
import { countdownState, deskState, entryState, type Scene } from './states.ts';

/** Every touch of a key moves the lock; the window counts down itself and need not hear of less than this. */
const lockMoves = 5_000;

/**
 * Pushes whole states to the windows: once for any number of changes in a row, and only when something differs.
 * @returns `changed`, to be called whenever something may have.
 */
export function createPushes(
  host: Host,
  scene: Scene,
  onError: () => void,
): { changed: () => void; countdown: () => void; stop: () => void } {
  let planned: ReturnType<typeof setImmediate> | undefined;
  let lastEntry = '';
  let lastDesk = '';
  let lastLocksAt = 0;

  const push = () => {
    planned = undefined;
    try {
      const desk = deskState(scene);
      if (desk) pushDesk(desk);
      else pushEntry();
    } catch {
      // A disk that does not answer now: what is on the screen stays, the next change tries again.
      onError();
    }
  };
  const pushEntry = () => {
    lastDesk = '';
    const entry = entryState(scene);
    const text = JSON.stringify(entry);
    if (text === lastEntry) return;
    lastEntry = text;
    host.windows.push('entry', entry);
  };
  const pushDesk = (desk: DeskState) => {
    lastEntry = '';
    const locksAt = desk.locksAt ?? 0;
    const text = JSON.stringify({ ...desk, locksAt: null });
    if (text === lastDesk && Math.abs(locksAt - lastLocksAt) < lockMoves) return;
    lastDesk = text;
    lastLocksAt = locksAt;
    host.windows.push('desk', desk);
  };
  return {
    changed: () => {
      planned ??= setImmediate(push);
    },
    countdown: () => {
      host.windows.push('countdown', countdownState(scene));
    },
    stop: () => {
      clearImmediate(planned);
    },
  };
}
