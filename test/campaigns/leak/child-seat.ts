import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serialize } from 'node:v8';
import { startDesk } from '../../../electron/desk/desk.ts';
import type { Child, ChildKind, Host, PipeEnd, WindowRole } from '../../../electron/desk/host.ts';
import { spawnChild } from '../../../electron/preview/children.ts';
import { fileKeychain } from '../../../electron/preview/file-keychain.ts';
import { openPipe } from '../../../electron/preview/pipes.ts';
import { filePreferences } from '../../../electron/preview/preferences.ts';
import { answerTo, askForKey } from '../../../electron/vault/key-hand.ts';
import { systemClock } from '../../../shared/clock.ts';
import { gateContract, type GateContract } from '../../../shared/contract/gate.ts';
import type { Port } from '../../../shared/port.ts';
import { connect, type Client } from '../../../shared/rpc.ts';
import { portOf } from '../../support/pipe-port.ts';
import { isGone } from '../../support/process-stat.ts';
import type { AppProcess } from './processes.ts';

type Phase = 'first-run' | 'sign-in' | 'locked' | 'open';

/** A real desk on real files, its gate and vault processes of their own, and the hunt in place of its windows. */
export type ChildSeat = {
  route(role: WindowRole, name: string, body: unknown): Promise<unknown>;
  until(phase: Phase): Promise<void>;
  /** Asks main for a port, as that page. */
  port(role: WindowRole, kind: ChildKind): Promise<Port>;
  gate(role: WindowRole): Promise<Client<GateContract> & { close(): void }>;
  /** Every gate and vault that lives. */
  children(): AppProcess[];
  /** Every user key that a gate handed to a vault. */
  userKeys(): Uint8Array[];
  /** How often one of them stood in what main handed on. */
  keysInTheOpen(): number;
  /** Puts text on the clipboard as a page does. @returns its mark. */
  copy(): string;
  /** The boards that still hold something of the desk's. */
  board(): string[];
  stop(): Promise<void>;
};

const service = 'Cleandesk leak';
const patience = 60_000;

export function openSeat(folder: string): ChildSeat {
  const started: { pid: number | undefined; kind: ChildKind; child: Child }[] = [];
  const waiting = new Map<string, (port: Port) => void>();
  const userKeys: Uint8Array[] = [];
  const handedOn: Buffer[] = [];
  const board: { mark: string | null; selection: boolean } = { mark: null, selection: false };

  const host: Host = {
    ...{ kind: 'product', version: '0.1.0', contentProtection: 'no-effect' },
    spawn: (kind) => {
      const child = spawnChild(kind, join(folder, 'keychain'));
      started.push({ pid: child.pid, kind, child });
      return child;
    },
    pipe: () => listenedPipe(userKeys, handedOn),
    deliver: (to, kind, end) => {
      waiting.get(`${to} ${kind}`)?.(portOf(end));
    },
    windows: {
      show: () => Promise.resolve(),
      prepare: () => undefined,
      inform: () => undefined,
      destroy: () => Promise.resolve(),
      push: () => undefined,
      showCountdown: () => undefined,
      hideCountdown: () => undefined,
      focus: () => undefined,
      stance: () => 'in-front',
      sinceTouched: () => Infinity,
    },
    // Somebody is there.
    idleSeconds: () => 1,
    onPower: () => undefined,
    clipboard: {
      holds: (mark) => Promise.resolve(board.mark === mark),
      clear: () => (board.mark = null),
      clearSelection: () => (board.selection = false),
    },
    succeed: null,
    askPlace: () => Promise.resolve(null),
    writeFile: () => Promise.resolve(),
    quit: () => undefined,
  };
  const desk = startDesk({
    ...{ host, profile: join(folder, 'profile'), clock: systemClock, preferences: filePreferences(folder) },
    keychainService: service,
    keychain: fileKeychain(join(folder, 'keychain'), `${service} main`),
  });

  const phase = async (): Promise<string | undefined> => {
    if (((await desk.route('desk', 'evidence.list', {})) as { ok: boolean }).ok) return 'open';
    return ((await desk.route('entry', 'state', {})) as { value?: { phase?: string } }).value?.phase;
  };
  const port: ChildSeat['port'] = async (role, kind) => {
    const came = new Promise<Port>((resolve) => waiting.set(`${role} ${kind}`, resolve));
    const { ok } = (await desk.route(role, `${kind}.open`, {})) as { ok: boolean };
    if (!ok) throw new Error(`main opens no port to the ${kind}`);
    return came;
  };
  return {
    route: desk.route,
    until: async (wanted) => {
      const last = performance.now() + patience;
      while ((await phase()) !== wanted) {
        if (performance.now() > last) throw new Error(`the desk did not come to ${wanted}`);
        await sleep(10);
      }
    },
    port,
    gate: async (role) => {
      const own = await port(role, 'gate');
      return { ...connect(own, gateContract), close: own.close };
    },
    children: () => started.flatMap(({ pid, kind }) => (pid !== undefined && !isGone(pid) ? [{ pid, kind }] : [])),
    userKeys: () => userKeys,
    keysInTheOpen: () => handedOn.filter((said) => userKeys.some((key) => said.includes(Buffer.from(key)))).length,
    copy: () => {
      board.selection = true;
      return (board.mark = randomUUID());
    },
    board: () => [...(board.mark === null ? [] : ['the clipboard']), ...(board.selection ? ['PRIMARY'] : [])],
    stop: async () => {
      await desk.stop();
      // Also those that a planted fault keeps.
      await Promise.all(started.map(({ child }) => child.kill()));
    },
  };
}

/**
 * A pipe like any other; the hunt stands in the middle where a user key is asked for, and learns it.
 * @param handedOn gets each answer as it came: what main may hold of it
 */
function listenedPipe(userKeys: Uint8Array[], handedOn: Buffer[]): [PipeEnd, PipeEnd] {
  const [one, hereOne] = openPipe();
  const [hereOther, other] = openPipe();
  const [from, to] = [portOf(hereOne), portOf(hereOther)];
  const join = (here: Port, there: Port) => {
    here.onMessage((message) => {
      const { type } = message as { type?: string };
      if (type === 'key-wanted') {
        void askForKey(there).then((handed) => {
          if (!handed) return;
          userKeys.push(handed.key);
          here.post(answerTo(message, handed));
        });
        // The answer to the hunt's own question is for the hunt.
      } else if (type === 'user-key') handedOn.push(serialize(message));
      else there.post(message);
    });
    here.onClose(() => {
      there.close();
    });
  };
  join(from, to);
  join(to, from);
  return [one, other];
}
