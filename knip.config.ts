import type { KnipConfig } from 'knip';

export default {
  entry: [
    'electron/main.ts',
    'electron/preload.ts',
    'electron/vault/process.ts',
    'electron/vault/gate/process.ts',
    'electron/preview/*.ts',
    'renderer/*/main.tsx',
    'server/main.ts',
    'build/*.ts',
    'test/**/*.test.ts',
  ],
  project: ['{electron,renderer,shared,server,build,test}/**/*.{ts,tsx}'],
} satisfies KnipConfig;
