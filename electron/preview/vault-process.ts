import { systemClock } from '../../shared/clock.ts';
import { runVault } from '../vault/run.ts';
import { nodeParentLink } from './child-link.ts';
import { fileKeychain } from './file-keychain.ts';

const [, , keychainFolder = ''] = process.argv;
runVault({
  link: nodeParentLink(),
  keychainFor: (service) => fileKeychain(keychainFolder, service),
  clock: systemClock,
});
