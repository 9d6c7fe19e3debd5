import { powerMonitor } from 'electron';
import type { PowerEvent } from '../desk/host.ts';

/** What Electron itself reports; on Linux it has no event for lock and suspend, logind's are added by main.ts. */
export function watchPower(listener: (event: PowerEvent) => void): void {
  powerMonitor.on('lock-screen', () => {
    listener('system-lock');
  });
  powerMonitor.on('suspend', () => {
    listener('suspend');
  });
  powerMonitor.on('resume', () => {
    listener('resume');
  });
  powerMonitor.on('user-did-resign-active', () => {
    listener('user-switch');
  });
  powerMonitor.on('shutdown', () => {
    listener('shutdown');
  });
}

/** Whole seconds without keyboard or mouse anywhere in the system; null where the system has no answer. */
export function systemIdleSeconds(): number | null {
  const seconds = powerMonitor.getSystemIdleTime();
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
