import dbus from '@homebridge/dbus-native';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { promisify } from 'node:util';

/** The library's own writer, of which it has no types. */
const { marshall } = createRequire(import.meta.url)('@homebridge/dbus-native/lib/message.js') as {
  marshall(message: object): Buffer;
};

/** Somebody else on the same bus, who owns no name and speaks to other programs by theirs. */
export type BusStranger = {
  /** A signal to everybody but logind itself, each by name: no rule of theirs keeps it away. */
  direct(
    signal: { path: string; interface: string; member: string },
    signature: string,
    body: unknown[],
  ): Promise<void>;
  leave(): void;
};

type Asked<Value> = (error: unknown, value: Value) => void;
type Client = {
  name: string;
  connection: { stream: Socket };
  listNames(done: Asked<string[]>): void;
  getNameOwner(name: string, done: Asked<string>): void;
};

/** The type of a file that comes along: the library cannot write it either. It is as long as an `u`. */
const file = 'h';

export async function joinBus(busAddress: string): Promise<BusStranger> {
  const client = (dbus as unknown as { createClient(options: { busAddress: string }): Client }).createClient({
    busAddress,
  });
  const logind = await promisify(client.getNameOwner.bind(client))('org.freedesktop.login1');
  let serial = 1000;
  const write = (signal: object, signature: string, body: unknown[], destination: string) => {
    const written = signature === file ? 'u' : signature;
    const message = marshall({ ...signal, type: 4, serial: serial++, signature: written, body, destination });
    if (signature === file) message.write(file, message.indexOf('\x01g\0\x01u\0', 0, 'latin1') + 4, 'latin1');
    client.connection.stream.write(message);
  };
  return {
    direct: async (signal, signature, body) => {
      const names = await promisify(client.listNames.bind(client))();
      const others = names.filter((name) => name.startsWith(':') && name !== client.name && name !== logind);
      for (const other of others) write(signal, signature, body, other);
    },
    leave: () => client.connection.stream.destroy(),
  };
}
