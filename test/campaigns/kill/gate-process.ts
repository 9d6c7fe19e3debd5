import { openSync, writeSync } from 'node:fs';
import { nodeParentLink } from '../../../electron/preview/child-link.ts';
import { fileKeychain } from '../../../electron/preview/file-keychain.ts';
import { runGate } from '../../../electron/vault/gate/run.ts';
import { systemClock } from '../../../shared/clock.ts';

/**
 * The gate, which ends at one of the points of an attempt, or some milliseconds after it. Where it was is in a file,
 * which outlives it. Arguments: keychain, file, number of the point, milliseconds.
 */
const [keychainFolder = '', file = '', at = '', after = ''] = process.argv.slice(2);
const points = openSync(file, 'w');
let passed = 0;
const die = () => process.kill(process.pid, 'SIGKILL');

runGate({
  link: nodeParentLink(),
  keychainFor: (service) => fileKeychain(keychainFolder, service),
  clock: systemClock,
  probe: (point) => {
    writeSync(points, `${point}\n`);
    passed += 1;
    if (passed !== Number(at)) return;
    if (Number(after) === 0) die();
    else setTimeout(die, Number(after));
  },
});
