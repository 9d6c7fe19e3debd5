import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import type { Keychain } from '../../../shared/keychain/keychain.ts';

const hour = 3_600_000;
/** Design, section 5. */
const aheadAtMost = hour;
const offAtMost = 36 * hour;
const heldAtMost = 72 * hour;
const behindAtMost = 90_000;
const item = 'clock';

/** What was known of time when it was last looked at; in the keychain, where an older copy of a file cannot undo it. */
const look = z.strictObject({
  /** The latest time that may shred, and the clocks' readings beside it. */
  trusted: z.number(),
  wall: z.number(),
  running: z.number(),
  /** Running time since the wall clock ran ahead; null: it has not. */
  heldFor: z.number().nullable(),
});
export type Look = z.infer<typeof look>;

export type TimeState = 'steady' | 'ahead' | 'behind';

/**
 * Judges the wall clock by running time: a jump of more than 1 h, or more than 36 h over an off period, is not
 * believed, and time goes on from where it was for as long as 72 h of running time. A clock set back takes nothing
 * back: what running time has proven to have passed has passed. Only a lead's word lowers trusted time.
 */
export function judge(before: Look | null, clock: Clock): { now: Look; state: TimeState } {
  const wall = clock.now();
  const running = clock.running();
  if (!before) return { now: believe(clock), state: 'steady' };
  const wasOff = running < before.running;
  const passed = wasOff ? running : running - before.running;
  const expected = before.trusted + passed;
  const isHeld = before.heldFor !== null;
  const allowance = wasOff && !isHeld ? offAtMost : aheadAtMost;
  const correctedWhileOff = isHeld && wasOff && wall < before.wall - aheadAtMost && wall - before.trusted <= offAtMost;
  if (wall - expected > allowance && !correctedWhileOff) {
    const heldFor = (before.heldFor ?? 0) + passed;
    if (heldFor >= heldAtMost) return { now: believe(clock), state: 'steady' };
    return { now: { trusted: expected, wall, running, heldFor }, state: 'ahead' };
  }
  const now = { trusted: Math.max(wall, expected), wall, running, heldFor: null };
  return { now, state: wall < expected - behindAtMost ? 'behind' : 'steady' };
}

/** The time by which a note closes: a clock that ran ahead closes it early, one set back does not keep it open. */
export const closingTime = ({ wall, trusted }: Look): number => Math.max(wall, trusted);

/** Takes the wall clock as it is: a lead has confirmed it. */
export function believe(clock: Clock): Look {
  const wall = clock.now();
  return { trusted: wall, wall, running: clock.running(), heldFor: null };
}

/** @returns null when there is none yet. Throws `KeychainError`. */
export async function readLook(keychain: Pick<Keychain, 'get'>): Promise<Look | null> {
  const stored = await keychain.get(item);
  if (stored === null) return null;
  try {
    return look.parse(JSON.parse(stored));
  } catch {
    return null;
  }
}

/** Throws `KeychainError`. */
export async function keepLook(keychain: Keychain, now: Look): Promise<void> {
  await keychain.set(item, JSON.stringify(now));
}
