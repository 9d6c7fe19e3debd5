import { app } from 'electron';

/** A desk that cannot end in this time is ended: its vault has flushed or will not any more. */
const patience = 3_000;

/** Quitting waits until the desk has locked, flushed and closed its log. The last window’s end and a signal are quits as well. */
export function quitAfter(stop: () => Promise<void>): void {
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    const late = new Promise<void>((resolve) => setTimeout(resolve, patience));
    void Promise.race([stop(), late]).finally(() => {
      stopped = true;
      app.exit(0);
    });
  });
  // A logout asks like this, and would end the program at once otherwise.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
  // A second start must find the windows, so the end of one window is not the program's; windows.ts asks for a quit.
  app.on('window-all-closed', () => undefined);
}
