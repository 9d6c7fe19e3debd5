import { ensureDebianPackages } from './debian-packages.ts';
import { findElectron } from './electron-runtime.ts';
import { checks, none, sum, tests, type Counts } from './stages.ts';

/**
 * `npm test`: every stage in turn, each with its seconds, and one closing line. What cannot run on this machine counts
 * as skipped and is named; where CLEANDESK_REQUIRE_ELECTRON=1 says that Electron must be here, it counts as failed.
 */
const mustHaveElectron = process.env.CLEANDESK_REQUIRE_ELECTRON === '1';
const results: Counts[] = [];

async function stage(name: string, work: () => Promise<Counts>): Promise<void> {
  const start = performance.now();
  const counts = await work();
  results.push(counts);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `stage ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ${seconds} s`,
  );
}

function absent(what: string): Counts {
  console.log(`not on this machine: ${what}`);
  return mustHaveElectron ? { ...none, failed: 1, failures: [`not here: ${what}`] } : { ...none, skipped: 1 };
}

const missing = ensureDebianPackages((line) => {
  console.log(line);
});

await stage('static', () =>
  checks([['tsc', '--noEmit'], ['eslint', '.'], ['prettier', '--check', '--log-level', 'warn', '.'], ['knip']]),
);
await stage('unit and integration', () => tests(['unit', 'integration']));
await stage('build', async () => checks([['electron-vite', 'build', '--logLevel', 'warn']]));
let runtime: NodeJS.ProcessEnv = {};
await stage('electron', async () => {
  const electron = findElectron({
    forTests: true,
    onTry: (what) => {
      console.log(what);
    },
  });
  if (!electron) return absent('Electron');
  if (missing.length > 0) return absent(missing.join(' '));
  runtime = { ELECTRON_OVERRIDE_DIST_PATH: electron.folder };
  return tests(['electron'], runtime);
});
await stage('preview', async () => (missing.includes('chromium') ? absent('chromium') : tests(['preview'])));
await stage('campaigns', () =>
  tests(runtime.ELECTRON_OVERRIDE_DIST_PATH ? ['campaigns', 'campaigns-electron'] : ['campaigns'], runtime),
);

const { passed, failed, skipped, failures } = sum(results);
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
