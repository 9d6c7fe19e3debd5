import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { ensureBuilt } from './ensure-built.ts';
import { findElectron, programIn } from './electron-runtime.ts';
import { x11Switch } from '../electron/shell/switches.ts';

/**
 * `npm start`: opens the console in Electron where its runtime can be had and there is a display; else says why and
 * serves the preview. `npm start -- --preview` serves the preview at once.
 */
const root = resolve(import.meta.dirname, '..');
if (!ensureBuilt()) process.exit(1);

const [command, ...args] = chooseHost();
const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => {
  process.exitCode = code ?? 0;
});

function chooseHost(): [string, ...string[]] {
  const asked = process.argv.slice(2);
  if (asked.includes('--preview')) return preview(asked.filter((argument) => argument !== '--preview'));
  const why = whyNoWindow();
  if (why) {
    console.log(
      `${why} Serving the preview to a browser instead; its keychain is a file, so use it for trying out only.`,
    );
    return preview(asked);
  }
  const electron = findElectron({
    forTests: false,
    onTry: (what) => {
      console.log(`${what} …`);
    },
  });
  if (electron?.isProducts) {
    // The program would start itself again with it, and this one would not wait for it.
    const x11 = x11Switch(asked, process.platform, process.env);
    return [programIn(electron.folder), root, ...asked, ...(x11 ? [x11] : [])];
  }
  console.log(
    `${electron ? 'The Electron here is not the one that this version of the console is built for.' : 'Electron’s runtime is not installed and could not be fetched.'} ` +
      'Serving the preview to a browser instead; its keychain is a file, so use it for trying out only.',
  );
  return preview(asked);
}

function whyNoWindow(): string | null {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'There is no display here.';
  if (process.getuid?.() === 0) return 'Electron does not run its sandbox for the administrator (root).';
  return null;
}

function preview(args: string[]): [string, ...string[]] {
  return [process.execPath, '--disable-warning=ExperimentalWarning', 'electron/preview/main.ts', ...args];
}
