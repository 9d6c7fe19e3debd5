import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the tests use beside npm's packages: a Debian package and how one sees that it is there. */
const needed: { name: string; provides: string }[] = [
  { name: 'chromium', provides: '/usr/bin/chromium' },
  { name: 'xvfb', provides: '/usr/bin/Xvfb' },
  { name: 'xauth', provides: '/usr/bin/xauth' },
  { name: 'x11-xkb-utils', provides: '/usr/bin/setxkbmap' },
  { name: 'xdotool', provides: '/usr/bin/xdotool' },
  { name: 'xclip', provides: '/usr/bin/xclip' },
  { name: 'dbus', provides: '/usr/bin/dbus-run-session' },
  { name: 'gnome-keyring', provides: '/usr/bin/gnome-keyring-daemon' },
  { name: 'libsecret-1-0', provides: 'lib:libsecret-1.so.0' },
  { name: 'zbar-tools', provides: '/usr/bin/zbarimg' },
  { name: 'oathtool', provides: '/usr/bin/oathtool' },
  { name: 'libgtk-3-0', provides: 'lib:libgtk-3.so.0' },
  { name: 'libnss3', provides: 'lib:libnss3.so' },
  { name: 'libasound2', provides: 'lib:libasound.so.2' },
  { name: 'libgbm1', provides: 'lib:libgbm.so.1' },
  { name: 'libxtst6', provides: 'lib:libXtst.so.6' },
  { name: 'libnotify4', provides: 'lib:libnotify.so.4' },
  { name: 'fonts-dejavu-core', provides: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf' },
];

/**
 * Installs what is missing in one call where that is possible (root, apt).
 * @returns the names of the packages that are still missing afterwards; empty on a machine that has all.
 */
export function ensureDebianPackages(say: (line: string) => void): string[] {
  const missing = missingPackages();
  if (missing.length === 0 || process.platform !== 'linux') return missing;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return missing;
  say(`installing ${missing.join(' ')}`);
  const command = `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${missing.join(' ')}`;
  const result = spawnSync('sh', ['-c', command], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (result.status !== 0) say(result.stderr.trim().split('\n').slice(-3).join('\n'));
  return missingPackages();
}

function missingPackages(): string[] {
  if (process.platform !== 'linux') return needed.map(({ name }) => name);
  const libraries = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout;
  return needed.filter(({ provides }) => !isThere(provides, libraries)).map(({ name }) => name);
}

function isThere(provides: string, libraries: string): boolean {
  return provides.startsWith('lib:') ? libraries.includes(`\t${provides.slice(4)} `) : existsSync(provides);
}
