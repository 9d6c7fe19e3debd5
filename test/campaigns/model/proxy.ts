import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What becomes of a connection: it passes, is refused, or what central answers is lost on the way. */
export type Road = 'open' | 'closed' | 'answers-lost';

/** A road between desk and central; TLS passes through it as it is. */
export async function startProxy(target: () => number) {
  let road: Road = 'open';
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (road === 'closed') {
      near.destroy();
      return;
    }
    const far = connect(target(), '127.0.0.1');
    let asked = 0;
    near.on('data', (bytes: Buffer) => {
      asked += 1;
      far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      // The handshake is let through: what is lost is the answer to a request that central has taken.
      if (road === 'answers-lost' && asked > 2) near.destroy();
      else near.write(bytes);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    set: (next: Road) => {
      road = next;
      if (next === 'closed') for (const socket of sockets) socket.destroy();
    },
    end: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
