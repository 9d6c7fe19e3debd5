/**
 * The switches that a packaged console starts with, and no others: how the system shows it. Chromium and Node have
 * hundreds that open a console, change what is checked or start another program in a process's place, and every
 * version brings new ones, so they are not listed but shut out (design, section 11).
 */
const welcome = [
  'force-device-scale-factor',
  'force-renderer-accessibility',
  'lang',
  'ozone-platform',
  'ozone-platform-hint',
];

/** @returns the name of the first switch among a program's arguments that a packaged build does not start with, or null. */
export function refusedSwitch(given: readonly string[], platform: NodeJS.Platform): string | null {
  for (const argument of given) {
    const name = switchName(argument, platform);
    // Older macOS gives a program that is opened by hand its process serial number.
    const isSerial = platform === 'darwin' && name !== null && /^psn_\d+_\d+$/.test(name);
    if (name !== null && !isSerial && !welcome.includes(name)) return name;
  }
  return null;
}

/** Chromium takes one dash for two, on Windows also a slash, and there it does not look at the case. */
function switchName(argument: string, platform: NodeJS.Platform): string | null {
  const windows = platform === 'win32';
  const found = (windows ? /^(?:--?|\/)([^=]*)/ : /^--?([^=]*)/).exec(argument)?.[1];
  if (found === undefined) return null;
  return windows ? found.toLowerCase() : found;
}

/**
 * Wayland tells no program how long the person has been idle, X11 does, so Linux starts on X11 unless somebody chose
 * otherwise (design, section 6). Chromium decides before any script runs: the program has to be started with it.
 * @returns the switch to start with, or null where nothing is to be changed.
 */
export function x11Switch(
  given: readonly string[],
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  if (platform !== 'linux' || !env['DISPLAY']) return null;
  if (env['XDG_SESSION_TYPE'] !== 'wayland' && !env['WAYLAND_DISPLAY']) return null;
  const chosen = given.some((argument) => switchName(argument, platform)?.startsWith('ozone-platform'));
  return chosen ? null : '--ozone-platform=x11';
}
