import type { Clock } from '../../../shared/clock.ts';
import { KeychainError, type Keychain } from '../../../shared/keychain/keychain.ts';
import type { Notes } from './notes.ts';
import { shredHours } from './shred-keys.ts';
import { believe, judge, keepLook, readLook, type Look } from './trusted-time.ts';
import type { VaultStorage } from './vault-storage.ts';

const every = 1_000;
/** How old what the keychain knows of time may become. */
const keepEvery = 300_000;
/** Rows that the clock holds back, and keys of hours that pass without a note ending, are looked at this often. */
const sweepEvery = 60_000;

/**
 * Ends notes on time while a vault lives: closed at once, then the shred keys of passed hours, then the rows.
 * @returns stops it, or takes the wall clock as it is because a lead confirmed it.
 */
export function keepTime(deps: {
  clock: Clock;
  keychain: Keychain;
  storage: VaultStorage;
  notes: Notes;
  /** Something has left the list. */
  onChanged: () => void;
  /** The clock is not believed: so many hours ahead, while notes wait for it. */
  onHeld: (hours: number) => void;
  /** Events may wait. */
  told: () => void;
}): { stop(): void; confirm(): void } {
  const { clock, keychain, storage, notes } = deps;
  let look: Look | null = null;
  let kept = -Infinity;
  let swept = -Infinity;
  let held = false;
  let busy = false;

  const tick = async () => {
    const changed = notes.closeExpired(clock.now());
    if (changed) deps.onChanged();
    look ??= await readLook(keychain);
    const wasHeld = look?.heldFor ?? null;
    const { now } = judge(look, clock);
    look = now;
    if (now.running - kept >= keepEvery || (wasHeld === null) !== (now.heldFor === null)) {
      kept = now.running;
      await keepLook(keychain, now);
    }
    if (!changed && now.running - swept < sweepEvery) return;
    swept = now.running;
    await shredHours(keychain, now.trusted);
    const expired = storage.expire(now.wall, now.trusted);
    if (expired.held > 0 && !held) deps.onHeld(Math.round((now.wall - now.trusted) / 3_600_000));
    held = expired.held > 0;
    deps.told();
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    tick()
      .catch((error: unknown) => {
        // A silent keychain or a full disk: what has expired stays closed, and the next look tries again.
        swept = -Infinity;
        if (!(error instanceof KeychainError) && !(error instanceof Error && 'code' in error)) throw error;
      })
      .finally(() => {
        busy = false;
      });
  }, every).unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
    confirm: () => {
      look = believe(clock);
      // The next tick keeps this and lets end what waited for it.
      kept = -Infinity;
      swept = -Infinity;
    },
  };
}
