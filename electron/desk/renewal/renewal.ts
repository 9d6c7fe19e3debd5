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
/** When it is tried again after a failure, in milliseconds. */
const pause = 60_000;

export type Renewal = {
  /** A desk was left: this program, whose browser process has carried what was typed there, is to end soon. */
  plan(): void;
  /** Somebody comes in. */
  drop(): void;
  /** The console is to end. @returns true: its place is another program's by now. */
  end(): Promise<boolean>;
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
  /**
   * Writes down what is left to the successor and closes everything. It asks once more before that whether it is still
   * wanted. @returns false: it is not, and all stays. Rejects when it could not: all stays, too.
   */
  handOver: (isStillWanted: () => boolean) => Promise<boolean>;
  /** It does not work here. Said once for each lock. */
  onFailed: () => void;
}): Renewal {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let successor: Successor | null = null;
  let handingOver: Promise<boolean> = Promise.resolve(false);
  let hasFailed = false;
  /** What is left to the successor is being written down, or was: it is that one's from then on. */
  let isLeaving = false;

  const drop = () => {
    if (isLeaving) return;
    clearTimeout(timer);
    successor?.drop();
    successor = null;
  };
  const fail = () => {
    drop();
    if (!hasFailed) deps.onFailed();
    hasFailed = true;
    again(begin, pause);
  };
  const isUntouched = () => deps.sinceTouched() >= quiet;
  const begin = async () => {
    if (!deps.isAtRest() || !isUntouched()) {
      again(begin);
      return;
    }
    const started = (successor = deps.start());
    const isReady = await started.ready;
    if (successor !== started) return;
    if (isReady) await giveWay(started);
    else fail();
  };
  const giveWay = async (ready: Successor) => {
    if (!deps.isAtRest() || !isUntouched()) {
      again(() => giveWay(ready));
      return;
    }
    handingOver = deps.handOver(() => (isLeaving = successor === ready && isUntouched()));
    try {
      isLeaving = await handingOver;
    } catch (error) {
      isLeaving = false;
      throw error;
    }
    if (isLeaving) ready.giveWay();
    else if (successor === ready) again(() => giveWay(ready));
  };
  const again = (step: () => Promise<void>, after = every) => {
    clearTimeout(timer);
    timer = setTimeout(() => void step().catch(fail), after);
  };
  return {
    plan: () => {
      if (isLeaving) return;
      drop();
      hasFailed = false;
      again(begin, delay);
    },
    drop,
    end: async () => {
      clearTimeout(timer);
      const waiting = successor;
      successor = null;
      const isOver = await handingOver.catch(() => false);
      if (!isOver) waiting?.drop();
      return isOver;
    },
  };
}
