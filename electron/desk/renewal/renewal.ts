import type { Successor } from '../host.ts';

/** How long a desk has been left before another program is started, in milliseconds: whoever comes back at once is not kept. */
const delay = 2_000;
/**
 * Nobody has typed or clicked on the screen for as long as this, in milliseconds: what the next person has begun, and
 * then looks for a phone, is not taken away.
 */
const quiet = 60_000;
/** How often it is looked whether it may be done, in milliseconds. */
const every = 250;

export type Renewal = {
  /** A desk was left: this program, whose browser process has carried what was typed there, is to end soon. */
  plan(): void;
  /** Somebody comes in, or the console ends. */
  drop(): void;
};

/**
 * Puts another program in this one's place after a lock or a sign-out, because the end of a process is the only erasing
 * (design, section 3: the browser process holds nothing of a note 15 s after a lock). It waits for whoever is typing.
 */
export function createRenewal(deps: {
  start: () => Successor;
  /** Milliseconds since the screen was last touched. */
  sinceTouched: () => number;
  /** Nobody is coming in and no lead is at work. */
  isAtRest: () => boolean;
  /** Writes down what is left to the successor and closes everything. @returns false: it could not, and all stays. */
  handOver: () => Promise<boolean>;
  /** No successor could be started. */
  onFailed: () => void;
}): Renewal {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let successor: Successor | null = null;

  const drop = () => {
    clearTimeout(timer);
    successor?.drop();
    successor = null;
  };
  const may = () => deps.isAtRest() && deps.sinceTouched() >= quiet;
  const begin = async () => {
    if (!may()) {
      again(begin);
      return;
    }
    const started = (successor = deps.start());
    const isReady = await started.ready;
    if (successor !== started) return;
    if (isReady) void giveWay(started);
    else {
      drop();
      deps.onFailed();
    }
  };
  const giveWay = async (ready: Successor) => {
    if (!may()) {
      again(() => giveWay(ready));
      return;
    }
    const isOver = await deps.handOver();
    if (successor !== ready) return;
    if (isOver) ready.giveWay();
    else drop();
  };
  const again = (step: () => Promise<void>) => {
    timer = setTimeout(() => void step(), every);
  };
  return {
    plan: () => {
      drop();
      timer = setTimeout(() => void begin(), delay);
    },
    drop,
  };
}
