import { join, resolve } from 'node:path';
import { findElectron } from './electron-runtime.ts';
import { ensureBuilt } from './ensure-built.ts';
import { run } from './stages.ts';

/** `npm run pictures`: lives the whole day at a desk in Electron and keeps a picture of its screens in docs/pictures. */
const root = resolve(import.meta.dirname, '..');
const electron = findElectron({
  forTests: true,
  onTry: (what) => {
    console.log(what);
  },
});
if (!electron || !ensureBuilt()) process.exit(1);
process.exitCode = await run('vitest', ['run', '--project=electron', 'test/e2e/day.test.ts'], {
  ELECTRON_OVERRIDE_DIST_PATH: electron.folder,
  CLEANDESK_PICTURES: join(root, 'docs/pictures'),
});
