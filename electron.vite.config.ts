import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { fontLinks } from './build/font-links.ts';

/** Compiled modules stay outside the bundle; everything else is bundled, so that a package carries no loose sources. */
const native = ['electron', 'better-sqlite3', 'keytar', '@node-rs/argon2'];
/** A schema that nobody uses is not made: making them is most of what a page does before it draws. */
const treeshake = { manualPureFunctions: ['z'] };
const here = (path: string) => resolve(import.meta.dirname, path);

/** electron-store can check a schema, with a compiler of 250 kB; ours are checked with zod, so none is ever asked of it. */
const unused = here('build/no-schema-compiler.ts');

export default defineConfig({
  main: {
    resolve: { alias: { 'ajv/dist/2020.js': unused, 'ajv-formats': unused } },
    build: {
      target: 'node20',
      externalizeDeps: false,
      rollupOptions: {
        treeshake,
        external: native,
        input: {
          main: here('electron/main.ts'),
          gate: here('electron/vault/gate/process.ts'),
          vault: here('electron/vault/process.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        treeshake,
        input: { preload: here('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    plugins: [react(), fontLinks()],
    build: {
      modulePreload: { polyfill: false },
      // Read at every start, lock and unlock. Main and its children stay legible: what they say of a fault names lines.
      minify: true,
      cssMinify: true,
      rollupOptions: {
        treeshake,
        input: {
          entry: here('renderer/entry.html'),
          desk: here('renderer/desk.html'),
          countdown: here('renderer/countdown.html'),
        },
      },
    },
  },
});
