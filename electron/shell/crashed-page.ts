import type { BrowserWindow } from 'electron';

/** As many crashes within a minute are no accident any more. */
const limit = 3;
const minute = 60_000;

/**
 * Loads a window's page again when its renderer has crashed. Nothing is lost by that: what was typed is the vault's
 * (design, section 5), and what may be shown is main's to say, so the page comes back as it was.
 * @param isShown whether the window is still the console's; one that has been replaced is left alone
 * @param giveUp called instead when the page crashes again and again
 */
export function reviveCrashedPage(
  { webContents }: BrowserWindow,
  isShown: () => boolean,
  load: () => Promise<void>,
  giveUp: () => void,
): void {
  const crashes: number[] = [];
  webContents.on('render-process-gone', () => {
    if (!isShown()) return;
    const now = performance.now();
    crashes.push(now);
    if (crashes.filter((at) => at > now - minute).length >= limit) giveUp();
    else void load();
  });
}
