import { KeychainError, type Keychain } from '../../../shared/keychain/keychain.ts';
import type { NoteTime } from './note-time.ts';
import type { Notes } from './notes.ts';
import { shredHours } from './shred-keys.ts';
import { keepLook } from './trusted-time.ts';
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
  time: NoteTime;
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
  const { time, keychain, storage, notes } = deps;
  let kept = -Infinity;
  let swept = -Infinity;
  /** Whether the look that was kept last held the clock back. */
  let wasHeld = false;
  let held = false;
  let busy = false;

  const tick = async () => {
    const changed = notes.closeExpired();
    if (changed) deps.onChanged();
    const now = time.look();
    const isHeld = now.heldFor !== null;
    if (now.running - kept >= keepEvery || isHeld !== wasHeld) {
      kept = now.running;
      wasHeld = isHeld;
      await keepLook(keychain, now);
    }
    if (!changed && now.running - swept < sweepEvery) return;
    swept = now.running;
    await shredHours(keychain, now.trusted);
    const expired = storage.expire(now);
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
      time.confirm();
      // The next tick keeps this and lets end what waited for it.
      kept = -Infinity;
      swept = -Infinity;
    },
  };
}
