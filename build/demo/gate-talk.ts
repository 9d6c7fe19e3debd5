import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { AuditLog } from '../../electron/desk/audit/audit-log.ts';
import { askForKey } from '../../electron/vault/key-hand.ts';
import { runGate } from '../../electron/vault/gate/run.ts';
import type { Clock } from '../../shared/clock.ts';
import { gateContract, type GateContract } from '../../shared/contract/gate.ts';
import { fromGate, type FromGate, type ToGate } from '../../shared/contract/gate-process.ts';
import type { Keychain } from '../../shared/keychain/keychain.ts';
import type { Port } from '../../shared/port.ts';
import { connect, type Client } from '../../shared/rpc.ts';

export type GateTalk = {
  page: Client<GateContract>;
  /** The next message of this type, also one that was said before it was asked for. */
  heard<Type extends FromGate['type']>(type: Type): Promise<Extract<FromGate, { type: Type }>>;
  /** The user key of whoever has just entered, as their vault gets it. */
  handOver(): Promise<Uint8Array>;
};

/**
 * One attempt at a real gate in this process, with its events in a real log: what a person does at the entry window,
 * done by a program. For sample data only; the console itself kills a gate after each attempt.
 */
export async function talkToGate(deps: {
  profile: string;
  keychainService: string;
  keychainFor: (service: string) => Keychain;
  clock: Clock;
  audit: AuditLog;
  grant?: string;
}): Promise<GateTalk> {
  const { profile, keychainService, keychainFor, clock, audit } = deps;
  const said: FromGate[] = [];
  const waiting = new Set<() => void>();
  let tell: (message: unknown, ports: Port[]) => void = () => undefined;
  const send = (message: ToGate, ports: Port[] = []) => {
    setImmediate(() => {
      tell(message, ports);
    });
  };
  const hear = (message: unknown) => {
    const read = fromGate.parse(structuredClone(message));
    said.push(read);
    if (read.type === 'outbox') {
      const ids = read.entries.map(({ draft }) => draft.id);
      send(audit.accept(read.entries) ? { type: 'outbox-kept', ids } : { type: 'outbox-refused' });
    }
    for (const look of waiting) look();
  };
  const heard: GateTalk['heard'] = (type) =>
    new Promise((resolve) => {
      const look = () => {
        const at = said.findIndex((message) => message.type === type);
        if (at === -1) return;
        waiting.delete(look);
        resolve(said.splice(at, 1)[0] as Extract<FromGate, { type: typeof type }>);
      };
      waiting.add(look);
      look();
    });
  runGate({
    link: {
      send: hear,
      onMessage: (listener) => {
        tell = listener;
      },
    },
    keychainFor,
    clock,
  });
  send({ type: 'start', profile, keychainService });
  await heard('ready').then((ready) => said.push(ready));
  const { port1, port2 } = new MessageChannel();
  send({ type: 'attempt', session: null, grant: deps.grant ?? null }, [portOf(port1)]);
  const handOver = () =>
    new Promise<Uint8Array>((resolve, reject) => {
      const key = new MessageChannel();
      send({ type: 'hand-over' }, [portOf(key.port1)]);
      void askForKey(portOf(key.port2)).then((handed) => {
        key.port2.close();
        if (handed) resolve(handed.key);
        else reject(new Error('the gate handed no key over'));
      });
    });
  return { page: connect(portOf(port2), gateContract), heard, handOver };
}

/** A channel's end of Node's, as the conversations use it. */
export function portOf(port: MessagePort): Port {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => port.on('message', listener),
    onClose: (listener) => port.on('close', listener),
    close: () => {
      port.close();
    },
  };
}
