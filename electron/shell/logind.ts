import type { Socket } from 'node:net';
import { z } from 'zod';
import { readAs } from '../../shared/read-as.ts';
import type { PowerEvent } from '../desk/host.ts';

/** As far as this file uses a bus; the library's own types stop short of it. */
type Bus = {
  connection: { on(event: 'message', listener: (message: unknown) => void): void } & {
    on(event: 'error' | 'end' | 'connect', listener: (error?: unknown) => void): void;
    stream: Socket;
  };
  addMatch(rule: string, done: (error: unknown) => void): void;
  invoke(call: Record<string, unknown>, done: (error: unknown, ...values: unknown[]) => void): void;
};
type Library = { createClient(options: { busAddress: string }): Bus };

const logind = 'org.freedesktop.login1';
const systemBus = 'unix:path=/var/run/dbus/system_bus_socket';
/** A bus that went away is looked for again after this. */
const again = 30_000;

/**
 * Linux: Electron has no event for the session's lock and user switching there, logind has (design, section 6).
 * Without a bus or without logind there is nothing to hear and nothing breaks.
 */
export function watchLogind(listener: (event: PowerEvent) => void, busAddress = systemBus): void {
  if (process.platform === 'linux') void listen(busAddress, listener);
}

async function listen(busAddress: string, listener: (event: PowerEvent) => void): Promise<void> {
  let over = false;
  let stream: Socket | null = null;
  const lost = () => {
    if (over) return;
    over = true;
    // Where only the library has given up: nothing is heard twice once there is another connection.
    stream?.destroy();
    setTimeout(listen, again, busAddress, listener).unref();
  };
  try {
    // Not read with the program, whose first page waits for everything that is.
    const { default: dbus } = await import('@homebridge/dbus-native');
    const bus = (dbus as unknown as Library).createClient({ busAddress });
    stream = bus.connection.stream;
    endWhereReadingFails(stream);
    bus.connection.on('error', lost);
    bus.connection.on('end', lost);
    subscribe(bus, listener);
  } catch {
    lost();
  }
}

/**
 * Everybody on this machine may send this program a message, also one that the bus lets pass and the library cannot
 * read, as of type `h`. It throws then where nobody could catch it, in the middle of the stream's own event.
 */
function endWhereReadingFails(stream: Socket): void {
  const emit = stream.emit.bind(stream) as (...event: unknown[]) => boolean;
  stream.emit = (...event: unknown[]) => {
    try {
      return emit(...event);
    } catch (error) {
      stream.destroy(error instanceof Error ? error : new Error(String(error)));
      return true;
    }
  };
}

function subscribe(bus: Bus, listener: (event: PowerEvent) => void): void {
  let ownSession: string | null = null;
  bus.connection.on('message', (message) => {
    const event = powerEvent(message, ownSession);
    // Not in the stream's event: a fault of whoever is told is no lost bus.
    if (event) queueMicrotask(() => listener(event));
  });
  const ignore = () => undefined;
  bus.addMatch(`type='signal',sender='${logind}',interface='${logind}.Manager'`, ignore);
  bus.addMatch(`type='signal',sender='${logind}',interface='${logind}.Session'`, ignore);
  bus.addMatch(
    `type='signal',sender='${logind}',interface='org.freedesktop.DBus.Properties',arg0='${logind}.Session'`,
    ignore,
  );
  findSession(bus, (path) => {
    ownSession = path;
  });
}

/** The session this program runs in: by its process, else by the name that the session gave its children. */
function findSession(bus: Bus, found: (path: string) => void): void {
  const ask = (member: string, signature: string, argument: unknown, failed: () => void) => {
    const call = { path: '/org/freedesktop/login1', destination: logind, interface: `${logind}.Manager`, member };
    bus.invoke({ ...call, signature, body: [argument] }, (error, path) => {
      if (error === null && typeof path === 'string') found(path);
      else failed();
    });
  };
  ask('GetSessionByPID', 'u', process.pid, () => {
    const id = process.env['XDG_SESSION_ID'];
    if (id) ask('GetSession', 's', id, () => undefined);
  });
}

/**
 * Logind tells everybody, and for that the bus chooses the sender by the rules above. What is sent to this program by
 * name passes all rules by and may be anybody's.
 */
const signal = z.looseObject({
  type: z.literal(4),
  destination: z.never().optional(),
  ...{ path: z.string(), interface: z.string(), member: z.string() },
});
const sleeping = z.tuple([z.boolean()]);
/** D-Bus variants as the library gives them: a name, then [signature, [value]]. */
const changes = z.tuple([z.string(), z.array(z.tuple([z.string(), z.tuple([z.unknown(), z.tuple([z.unknown()])])]))]);

/**
 * What one message of the bus means here. While the own session is not known, any session's signal counts: a lock too
 * many rather than one too few.
 */
export function powerEvent(message: unknown, ownSession: string | null): PowerEvent | null {
  const heard = readAs(signal, message);
  if (!heard.success) return null;
  const { path, interface: from, member, body } = heard.data;
  const ours = ownSession === null || ownSession === path;
  if (from === `${logind}.Manager`) {
    const begins = readAs(sleeping, body);
    if (!begins.success) return null;
    if (member === 'PrepareForSleep') return begins.data[0] ? 'suspend' : 'resume';
    return member === 'PrepareForShutdown' && begins.data[0] ? 'shutdown' : null;
  }
  if (from === `${logind}.Session`) return ours && member === 'Lock' ? 'system-lock' : null;
  if (member !== 'PropertiesChanged' || !ours) return null;
  const properties = readAs(changes, Array.isArray(body) ? body.slice(0, 2) : body);
  if (!properties.success || properties.data[0] !== `${logind}.Session`) return null;
  const now = new Map(properties.data[1].map(([name, [, [value]]]) => [name, value]));
  if (now.get('LockedHint') === true) return 'system-lock';
  return now.get('Active') === false ? 'user-switch' : null;
}
