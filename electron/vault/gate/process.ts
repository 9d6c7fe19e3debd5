import { systemClock } from '../../../shared/clock.ts';
import { systemKeychain } from '../../../shared/keychain/system.ts';
import { electronLink } from '../electron-link.ts';
import { runGate } from './run.ts';

// What the gate writes is for this user's eyes only.
process.umask(0o077);
runGate({ link: electronLink(), keychainFor: systemKeychain, clock: systemClock });
