import { setTimeout as sleep } from 'node:timers/promises';
import type { EntryState } from '../../../shared/console-state.ts';
import { signal } from '../../../shared/signal.ts';
import type { Host, Stance, Turn } from '../host.ts';

/** Longest wait for the drawing of a page that is out of sight, in milliseconds: some systems draw nothing that nobody sees. */
const drawingLimit = 500;

export type Arrival = {
  /** Resolves when the first window is there, or, of a program that takes another's place, is being prepared. */
  begin(): Promise<void>;
  /** The page has drawn itself. */
  drawn(): void;
  /** What the console shows is known from now on. */
  known(): void;
};

/**
 * The console's first window. A program that takes another's place shows it when it has drawn what that one showed: over
 * the other's, which ends then.
 */
export function createArrival(deps: {
  windows: Pick<Host['windows'], 'prepare' | 'inform' | 'show'>;
  turn: Turn | null;
  state: () => EntryState;
  /** How the window before it stood. */
  stance: () => Stance | undefined;
  /** What it shows is on the screen. */
  onShown: () => void;
}): Arrival {
  const { windows, turn } = deps;
  const [drawn, tellDrawn] = signal();
  let waiting = turn;

  const takeOver = async (place: Turn) => {
    windows.inform('entry', deps.state());
    await Promise.race([drawn, sleep(drawingLimit)]);
    await windows.show('entry', deps.stance());
    place.taken();
    deps.onShown();
  };
  return {
    begin: async () => {
      if (turn) windows.prepare('entry');
      else await windows.show('entry');
    },
    drawn: tellDrawn,
    known: () => {
      if (waiting) void takeOver(waiting);
      else deps.onShown();
      waiting = null;
    },
  };
}
