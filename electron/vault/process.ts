import { systemClock } from '../../shared/clock.ts';
import { systemKeychain } from '../../shared/keychain/system.ts';
import { electronLink } from './electron-link.ts';
import { warmUp } from './notes/warm-up.ts';
import { runVault } from './run.ts';

// What the vault writes is for this user's eyes only.
process.umask(0o077);
runVault({
  link: electronLink(process.parentPort),
  keychainFor: systemKeychain,
  clock: systemClock,
  warmUp: () => warmUp(systemKeychain('Cleandesk')),
});
