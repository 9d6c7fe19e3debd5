/**
 * How long the person has been away, by the system's idle time or, where that is broken or unknown, by what was done
 * in our own windows. All instants are running time in milliseconds, so that a set clock changes nothing.
 */
export type Idle = {
  source: 'system' | 'windows';
  /** The earliest moment at which the last input can have been: the lock comes early by under a second, never late. */
  lastInput: number;
  /** Last input in one of our own windows. */
  touched: number;
  /** Since when the system has said 0 without a break. */
  zeroSince: number | null;
  /** When the source was last found broken; from then on there is one whole countdown, in which it may show itself alive. */
  brokenAt: number | null;
};

/** The compliance ceiling, whatever settings or a call say. PCI DSS 8.2.8. */
export const ceiling = 15 * 60_000;
/** Said 0 for this long while nothing was typed or clicked in our windows: the source is broken (Wayland). */
const brokenAfter = 60_000;

export function beginIdle(running: number): Idle {
  return { source: 'system', lastInput: running, touched: running, zeroSince: null, brokenAt: null };
}

/** Input in one of our windows. It only moves the lock where the system cannot say. */
export function touch(idle: Idle, running: number): Idle {
  return idle.source === 'windows'
    ? { ...idle, touched: running, lastInput: running }
    : { ...idle, touched: running, zeroSince: null };
}

/** Takes one reading of the system's idle time: whole seconds, or null where there is none. */
export function observe(idle: Idle, running: number, seconds: number | null): Idle {
  if (seconds === null) return { ...idle, source: 'windows', lastInput: idle.touched, zeroSince: null };
  if (seconds > 0) {
    // A source that counts is alive, whatever it seemed before.
    const lastInput = Math.max(idle.lastInput, running - (seconds + 1) * 1000);
    return { ...idle, source: 'system', lastInput, zeroSince: null, brokenAt: null };
  }
  const zeroSince = idle.zeroSince ?? running;
  if (idle.source === 'windows') return { ...idle, zeroSince };
  if (running - doubtedSince({ ...idle, zeroSince }) >= brokenAfter) {
    return { ...idle, source: 'windows', lastInput: idle.touched, zeroSince, brokenAt: running };
  }
  return { ...idle, lastInput: Math.max(idle.lastInput, running - 1000), zeroSince };
}

function doubtedSince(idle: { zeroSince: number; touched: number }): number {
  return Math.max(idle.zeroSince, idle.touched);
}

/** Half a minute of nothing but 0: any pause in somebody's typing elsewhere would clear the source, if it is looked for. */
export function isDoubted(idle: Idle, running: number): boolean {
  return idle.zeroSince !== null && running - doubtedSince({ ...idle, zeroSince: idle.zeroSince }) >= brokenAfter / 2;
}

export type Limits = {
  /** Milliseconds of the governed settings. */
  idle: number;
  countdown: number;
  /** When the present or last time "on a call" ends or ended; null: none. */
  callUntil: number | null;
};

/**
 * When the desk locks if nothing is touched from now on. A call holds the lock off up to its end and one countdown,
 * and never beyond the ceiling.
 */
export function lockAt(idle: Idle, limits: Limits): number {
  const usual = idle.lastInput + limits.idle;
  const held = limits.callUntil === null ? usual : Math.max(usual, limits.callUntil + limits.countdown);
  const at = Math.min(held, idle.lastInput + ceiling);
  return idle.brokenAt === null ? at : Math.max(at, idle.brokenAt + limits.countdown);
}
