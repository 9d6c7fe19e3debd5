import { join } from 'node:path';
import { app } from 'electron';
import { systemClock } from '../shared/clock.ts';
import { systemKeychain } from '../shared/keychain/system.ts';
import { closeCoreFiles } from './shell/core-files.ts';
import { closeContents, closeNetwork } from './shell/hardening.ts';
import { createElectronHost } from './shell/host.ts';
import { receiveCalls } from './shell/ipc.ts';
import { watchLogind } from './shell/logind.ts';
import { watchPower } from './shell/power.ts';
import { openPreferences } from './shell/preferences.ts';
import { placeProfile } from './shell/profile.ts';
import { declareAppProtocol } from './shell/protocol.ts';
import { quitAfter } from './shell/quit.ts';
import { refusedSwitch, x11Switch } from './shell/switches.ts';
import { createWindows } from './shell/windows.ts';

/** Also the name under which the keychain shows this program's items. */
const service = 'Cleandesk';

const profile = placeProfile();
const given = process.argv.slice(1);
const x11 = x11Switch(given, process.platform, process.env);
if (app.isPackaged && refusedSwitch(given, process.platform) !== null) {
  app.exit(1);
} else if (x11 !== null) {
  app.relaunch({ args: [...given, x11] });
  app.exit(0);
} else if (!app.requestSingleInstanceLock()) {
  // The console that runs already has been told and shows itself.
  app.exit(0);
} else {
  declareAppProtocol();
  closeNetwork();
  closeContents();
  app.once('web-contents-created', (_event, contents) => {
    contents.once('did-finish-load', () => void closeCoreFiles(process.pid));
  });
  void app.whenReady().then(start);
}

function start(): void {
  const { preferences, windowMemory } = openPreferences(app.getPath('userData'));
  const files = {
    renderer: join(import.meta.dirname, '../renderer'),
    preload: join(import.meta.dirname, '../preload/preload.cjs'),
  };
  const windows = createWindows(files, app.isPackaged, windowMemory, () => {
    app.quit();
  });
  const host = createElectronHost({
    childFolder: import.meta.dirname,
    windows,
    onPower: (listener) => {
      watchPower(listener);
      // Tests bring a private bus. A packaged build listens to the machine's own and to no other.
      watchLogind(listener, app.isPackaged ? undefined : process.env['DBUS_SYSTEM_BUS_ADDRESS']);
    },
  });
  // Its page loads while the desk's code is read in.
  windows.prepare('entry');
  const desk = import('./desk/desk.ts').then(({ startDesk }) =>
    startDesk({
      host,
      profile,
      keychainService: service,
      keychain: systemKeychain(`${service} main`),
      preferences,
      clock: systemClock,
    }),
  );

  receiveCalls(
    windows.admit,
    async (role, name, body) => (await desk).route(role, name, body),
    (name) => void desk.then(({ malformed }) => malformed('ipc', name)),
  );
  app.on('second-instance', windows.focus);
  quitAfter(async () => (await desk).stop());
}
