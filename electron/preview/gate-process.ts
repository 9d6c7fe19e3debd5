import { systemClock } from '../../shared/clock.ts';
import { runGate } from '../vault/gate/run.ts';
import { nodeParentLink } from './child-link.ts';
import { fileKeychain } from './file-keychain.ts';

const [, , keychainFolder = ''] = process.argv;
runGate({
  link: nodeParentLink(),
  keychainFor: (service) => fileKeychain(keychainFolder, service),
  clock: systemClock,
});
