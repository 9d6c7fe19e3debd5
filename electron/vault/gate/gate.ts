import type { Clock } from '../../../shared/clock.ts';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import type { AccountsStore } from '../accounts/store.ts';
import type { Probe } from './probe.ts';

/** What a gate has in hand before anybody has typed anything. It holds no secret of any person. */
export type Gate = {
  profile: string;
  keychain: Keychain;
  clock: Clock;
  device: Uint8Array;
  store: AccountsStore;
  probe: Probe;
  /** Date at the site, `YYYY-MM-DD`; a clock set back brings no earlier day back. */
  today(): string;
  /** Says to main whose password and code are right, while that is being written down. */
  proven(account: string): void;
};
