import type { KnipConfig } from 'knip';

export default {
  entry: [
    'electron/preview/*.ts',
    'electron/preview/page/*.ts',
    'renderer/*/main.tsx',
    'build/*.ts',
    'build/demo/make-site.ts',
    'test/**/*.test.ts',
    'test/bench/*.ts',
    'test/bench/harness/{make-person,probe,bare-app}.ts',
    'test/campaigns/*/campaign.ts',
    'test/support/vault-typist.ts',
    'test/campaigns/kill/*-process.ts',
    'test/campaigns/leak/eye.ts',
  ],
  project: ['{electron,renderer,shared,server,build,test}/**/*.{ts,tsx}'],
  // Programs of the operating system that the tests call; build/debian-packages.ts installs them.
  ignoreBinaries: ['mount', 'umount', 'Xvfb', 'zbarimg', 'oathtool', 'dbus-daemon', 'xclip', 'prlimit'],
  // Imported by a style sheet.
  ignoreDependencies: ['@fontsource-variable/inter'],
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig;
