import dbus from '@homebridge/dbus-native';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private bus with a logind on it that says what the test tells it to. */
export type FakeLogind = {
  /** For DBUS_SYSTEM_BUS_ADDRESS. */
  address: string;
  /** The session of whoever asks. */
  session: string;
  prepareForSleep(begins: boolean): void;
  prepareForShutdown(): void;
  lock(session?: string): void;
  /** A property of the session changes, as `LockedHint` or `Active` do. */
  property(name: string, value: boolean, session?: string): void;
  /** How many programs have asked which session is theirs. */
  asked(): number;
  stop(): void;
};

type Service = {
  connection: { end(): void };
  requestName(name: string, flags: number, done: (error: unknown) => void): void;
  setMethodCallHandler(path: string, from: string, member: string, handler: [() => string, string]): void;
  sendSignal(path: string, from: string, name: string, signature: string, body: unknown[]): void;
};

const login1 = 'org.freedesktop.login1';
const manager = '/org/freedesktop/login1';

/** Everybody on the machine may use it, because the app under test is another user. */
const configuration = (
  socket: string,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*"/>
    <allow eavesdrop="false"/>
  </policy>
</busconfig>`;

export async function startFakeLogind(): Promise<FakeLogind> {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-bus-'));
  chmodSync(folder, 0o755);
  const socket = join(folder, 'bus');
  writeFileSync(join(folder, 'bus.conf'), configuration(socket), { mode: 0o644 });
  const daemon = spawn('dbus-daemon', [`--config-file=${join(folder, 'bus.conf')}`, '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(daemon.stdout, 'data');
  const address = `unix:path=${socket}`;
  const library = dbus as unknown as { createClient(options: { busAddress: string }): Service };
  const service = library.createClient({ busAddress: address });
  let asked = 0;
  const session = `${manager}/session/_31`;
  const answer = () => {
    asked += 1;
    return session;
  };
  service.setMethodCallHandler(manager, `${login1}.Manager`, 'GetSessionByPID', [answer, 'o']);
  await new Promise<void>((resolve, reject) => {
    service.requestName(login1, 0, (error) => {
      if (error) reject(new Error('the bus did not give the name'));
      else resolve();
    });
  });
  return {
    address,
    session,
    prepareForSleep: (begins) => {
      service.sendSignal(manager, `${login1}.Manager`, 'PrepareForSleep', 'b', [begins]);
    },
    prepareForShutdown: () => {
      service.sendSignal(manager, `${login1}.Manager`, 'PrepareForShutdown', 'b', [true]);
    },
    lock: (whose = session) => {
      service.sendSignal(whose, `${login1}.Session`, 'Lock', '', []);
    },
    property: (name, value, whose = session) => {
      const changed = [[name, ['b', value]]];
      service.sendSignal(whose, 'org.freedesktop.DBus.Properties', 'PropertiesChanged', 'sa{sv}as', [
        `${login1}.Session`,
        changed,
        [],
      ]);
    },
    asked: () => asked,
    stop: () => {
      service.connection.end();
      daemon.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
