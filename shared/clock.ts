import { uptime } from 'node:os';

/** Time is passed in, so that tests can set it; nothing outside this file and its callers' defaults asks the system. */
export type Clock = {
  /** Wall time: milliseconds since the epoch, UTC. Can jump. */
  now(): number;
  /** Running time in milliseconds since the machine's start; never goes back within one start. */
  running(): number;
};

export const systemClock: Clock = { now: () => Date.now(), running: () => Math.round(uptime() * 1000) };
