import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const require = createRequire(import.meta.url);

/** A folder with Electron's program in it, and whether it is the version that the product ships with. */
export type ElectronRuntime = { folder: string; isProducts: boolean };

/** `onTry` hears what is being tried, since fetching can take a while. */
type Search = { forTests: boolean; onTry: (what: string) => void };

/**
 * Finds a real Electron, in this order: ELECTRON_OVERRIDE_DIST_PATH, the package's own dist, the package's installer,
 * and, for tests only, the older one that machines without Electron's download can get
 * (`../shared/electron-runtime/get`). @returns null when there is none.
 */
export function findElectron({ forTests, onTry }: Search): ElectronRuntime | null {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return existsSync(programIn(given)) ? describe(given) : null;
  const packaged = dirname(require.resolve('electron/package.json'));
  const dist = join(packaged, 'dist');
  if (existsSync(programIn(dist))) return describe(dist);
  onTry('fetching Electron');
  spawnSync(process.execPath, [join(packaged, 'install.js')], { stdio: 'ignore', timeout: 300_000 });
  if (existsSync(programIn(dist))) return describe(dist);
  if (!forTests) return null;
  const getter = resolve(import.meta.dirname, '../../shared/electron-runtime/get');
  if (!existsSync(getter)) return null;
  onTry('fetching an older Electron for tests');
  // Readable to every user of the machine: the tests run the app as an ordinary one, with its sandbox on.
  const got = spawnSync(getter, [join(tmpdir(), 'cleandesk-electron')], { encoding: 'utf8', timeout: 300_000 });
  const folder = got.stdout.trim().split('\n').at(-1) ?? '';
  return got.status === 0 && existsSync(programIn(folder)) ? describe(folder) : null;
}

function describe(folder: string): ElectronRuntime {
  const wanted = (require('electron/package.json') as { version: string }).version;
  const versionFile = join(folder, 'version');
  const found = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : '';
  return { folder, isProducts: found === wanted };
}

/** The program's path inside an Electron folder, by platform. */
export function programIn(folder: string): string {
  if (process.platform === 'darwin') return join(folder, 'Electron.app/Contents/MacOS/Electron');
  return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}
