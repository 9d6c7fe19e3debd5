import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');
const own = (name: string) => join(import.meta.dirname, `${name}.ts`);

/** What is killed, each a program of its own. */
const entries = {
  vault: join(root, 'electron/preview/vault-process.ts'),
  gate: own('gate-process'),
  desk: own('desk-process'),
  syncing: own('syncing-process'),
  central: own('central-process'),
};
export type Programs = { [Name in keyof typeof entries]: string } & { remove(): void };

/**
 * Bundles the programs as the build of the console does: started from hundreds of sources each, a run would be mostly
 * waiting for them. They lie in the repository's folder, where compiled modules are found.
 */
export async function bundlePrograms(): Promise<Programs> {
  const around = join(root, 'test-results');
  mkdirSync(around, { recursive: true });
  const folder = mkdtempSync(join(around, 'kill-'));
  await build({
    ...{ root, configFile: false, logLevel: 'error' },
    ssr: { noExternal: true },
    build: {
      ...{ ssr: true, target: 'node24', outDir: folder, minify: false },
      rolldownOptions: {
        ...{ input: entries, external: ['better-sqlite3', '@node-rs/argon2'] },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  const bundled = Object.keys(entries).map((name) => [name, join(folder, `${name}.js`)]);
  return {
    ...(Object.fromEntries(bundled) as { [Name in keyof typeof entries]: string }),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
