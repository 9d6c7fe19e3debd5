import { join } from 'node:path';
import { app, BrowserWindow, utilityProcess } from 'electron';

/**
 * The least that Electron can be: one window with a static page, closed like the console's, and one process that does
 * nothing. `cover` on its standard input does what a lock must do at least: a new window over the old one, the old one
 * destroyed, the process killed; then it begins anew.
 */
let window: BrowserWindow | null = null;
let idle: Electron.UtilityProcess | null = null;
const withProcess = process.env['BENCH_IDLE_PROCESS'] === '1';

function open(): void {
  const opened = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true, spellcheck: false } });
  void opened.loadFile(join(import.meta.dirname, 'page.html'));
  const before = window;
  window = opened;
  if (!before) return;
  const pid = before.webContents.getOSProcessId();
  before.destroy();
  process.kill(pid, 'SIGKILL');
}

function keepProcess(): void {
  const child = utilityProcess.fork(join(import.meta.dirname, 'idle.js'), [], { stdio: 'ignore' });
  idle = child;
  child.once('spawn', () => {
    process.stdout.write(`probe idle:${child.pid} 0 ${process.hrtime.bigint()}\n`);
  });
  child.once('exit', keepProcess);
}

void app.whenReady().then(() => {
  open();
  if (!withProcess) return;
  keepProcess();
  process.on('SIGUSR2', () => {
    open();
    if (idle?.pid !== undefined) process.kill(idle.pid, 'SIGKILL');
  });
});
app.on('window-all-closed', () => undefined);
