import { join } from 'node:path';
import { app } from 'electron';
import { systemClock } from '../shared/clock.ts';
import { firstState } from './desk/first-state.ts';
import type { Turn } from './desk/host.ts';
import { closeCoreFiles } from './shell/core-files.ts';
import { closeContents, closeNetwork } from './shell/hardening.ts';
import { answerFirst, answerLater, hearComposed } from './shell/first-answer.ts';
import { createElectronHost } from './shell/host.ts';
import { receiveCalls } from './shell/ipc.ts';
import { watchPower } from './shell/power.ts';
import { placeProfile } from './shell/profile.ts';
import { declareAppProtocol, firstPageServed } from './shell/protocol.ts';
import { quitAfter } from './shell/quit.ts';
import { refusedSwitch, x11Switch } from './shell/switches.ts';
import { successorMark } from './shell/successor.ts';
import { isWaiting, takeTurn } from './shell/turn.ts';
import { endOnUncaught } from './shell/uncaught.ts';
import { createWindows } from './shell/windows.ts';

/** How long a start may wait for its first page to ask for its files, in milliseconds. */
const patience = 300;

/** Also the name under which the keychain shows this program's items. */
const service = 'Cleandesk';

endOnUncaught();
const profile = placeProfile();
const given = process.argv.slice(1);
const succeeds = given.includes(successorMark);
const x11 = x11Switch(given, process.platform, process.env);
if (app.isPackaged && refusedSwitch(given, process.platform) !== null) {
  app.exit(1);
} else if (x11 !== null) {
  app.relaunch({ args: [...given, x11] });
  app.exit(0);
} else if (!succeeds && !app.requestSingleInstanceLock()) {
  // The console that runs already has been told and shows itself.
  app.exit(0);
} else {
  declareAppProtocol();
  closeNetwork();
  closeContents();
  void app.whenReady().then(start);
}

function start(): void {
  // Read in while the first page's process compiles what it was given.
  const kept = firstPageServed(patience)
    .then(() => import('./shell/preferences.ts'))
    .then(({ openPreferences }) => openPreferences(app.getPath('userData')));
  const memory = kept.then(({ windowMemory }) => windowMemory);
  const files = {
    renderer: join(import.meta.dirname, '../renderer'),
    preload: join(import.meta.dirname, '../preload/preload.cjs'),
  };
  const windows = createWindows(files, app.isPackaged, memory, () => {
    app.quit();
  });
  const host = createElectronHost({
    childFolder: import.meta.dirname,
    windows,
    onPower: (listener) => {
      watchPower(listener);
      // Tests bring a private bus. A packaged build listens to the machine's own and to no other.
      const bus = app.isPackaged ? undefined : process.env['DBUS_SYSTEM_BUS_ADDRESS'];
      void import('./shell/logind.ts').then(({ watchLogind }) => {
        watchLogind(listener, bus);
      });
    },
  });
  const begin = async (turn: Turn | null) => {
    void closeCoreFiles(process.pid);
    const [{ startDesk }, { systemKeychain }, { preferences }] = await Promise.all([
      import('./desk/desk.ts'),
      import('../shared/keychain/system.ts'),
      kept,
    ]);
    return startDesk({
      host,
      profile,
      keychainService: service,
      keychain: systemKeychain(`${service} main`),
      preferences,
      clock: systemClock,
      turn,
    });
  };
  // A successor is not to be seen before its turn.
  if (!succeeds) void windows.show('entry');
  const first = kept.then(({ preferences }) => firstState(host, preferences, profile));
  const { desk, route } = succeeds ? answerLater(begin(takeTurn())) : answerFirst(first, () => begin(null));

  receiveCalls(
    windows.admit,
    hearComposed(route, windows.composed),
    (name) => void desk.then(({ malformed }) => malformed('ipc', name)),
  );
  app.on('second-instance', (_event, _arguments, _folder, additional) => {
    if (!isWaiting(additional)) windows.focus();
  });
  quitAfter(async () => (await desk).stop());
}
