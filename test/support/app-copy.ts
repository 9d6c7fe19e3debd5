import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findElectron, programIn } from '../../build/electron-runtime.ts';
import { stepDown, type AppUser } from './ordinary-user.ts';

const root = resolve(import.meta.dirname, '../..');
/** Where `npm run build` puts the app; somebody who tries a build elsewhere says where. */
const built = () => process.env.CLEANDESK_BUILT ?? join(root, 'out');

/** The parts of a compiled module that run; sources and other systems' binaries stay behind. */
const parts = ['package.json', 'lib', 'prebuilds', 'index.js', 'build'];

/**
 * Copies the built app as a package would hold it: package.json, `out`, and the compiled modules alone. An Electron
 * that is older than the product's needs better-sqlite3 patched, in this copy only.
 */
export function copyApp(to: string): void {
  if (!existsSync(join(built(), 'main/main.js'))) throw new Error(`${built()} holds no built app: npm run build`);
  cpSync(built(), join(to, 'out'), { recursive: true });
  cpSync(join(root, 'package.json'), join(to, 'package.json'));
  const argon = readdirSync(join(root, 'node_modules/@node-rs')).map((name) => `@node-rs/${name}`);
  for (const module of ['better-sqlite3', 'keytar', ...argon]) copyModule(module, to);
  if (!electron().isProducts) allowOlderRuntime(join(to, 'node_modules/better-sqlite3/prebuilds'));
}

function copyModule(name: string, to: string): void {
  const from = join(root, 'node_modules', name);
  const target = join(to, 'node_modules', name);
  mkdirSync(target, { recursive: true });
  const wanted = readdirSync(from).filter((part) => parts.includes(part) || part.endsWith('.node'));
  for (const part of wanted) cpSync(join(from, part), join(target, part), { recursive: true, dereference: true });
}

function allowOlderRuntime(folder: string): void {
  const patch = resolve(root, '../shared/electron-runtime/allow-napi-9');
  for (const file of readdirSync(folder).filter((name) => name === `${process.platform}-${process.arch}.node`)) {
    execFileSync(process.execPath, [patch, join(folder, file)], { stdio: 'ignore' });
  }
}

export function electron(): { folder: string; isProducts: boolean } {
  const found = findElectron({ forTests: true, onTry: () => undefined });
  if (!found) throw new Error('no Electron on this machine');
  return found;
}

/**
 * A folder that Playwright's own launch takes for Electron's (ELECTRON_OVERRIDE_DIST_PATH), whose program first steps
 * down to the user. With Playwright's default launch its loader holds `ready` back until the test is attached.
 */
export function launcherFor(user: AppUser, folder: string): string {
  const program = programIn(electron().folder);
  const command = [...(user.stepsDown ? stepDown(user) : []), program].map((part) => `'${part}'`).join(' ');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  return folder;
}
