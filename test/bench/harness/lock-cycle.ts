import { setTimeout as sleep } from 'node:timers/promises';
import { codeAt } from '../../../build/demo/code-at.ts';
import { startFakeLogind } from '../../support/fake-logind.ts';
import { placePerson } from './person.ts';
import { now, prepareProbedMachine, type ProbedApp, type Seen } from './probed-app.ts';
import { hasOpen, processTree, whenEnded } from './process-tree.ts';

/** A desk that is locked and unlocked again and again; each step in milliseconds. */
export type LockCycle = {
  /** From the system's lock until vault and desk renderer are dead and the lock screen's window covers. */
  lock(): Promise<number>;
  /** From Enter after the password until the desk is drawn and on the screen. */
  unlock(): Promise<number>;
  /** A bare Electron: a new window over the old one, the end of that one's renderer and of one idle process. */
  bareLock(): Promise<number>;
  password: string;
  stop(): Promise<void>;
};

/** What a step has put off is done before the next one is timed. */
const pause = () => sleep(300);

/** The real console with a person signed in who has so many notes, and a bare app beside it. */
export async function startLockCycle(notes: number): Promise<LockCycle> {
  const logind = await startFakeLogind();
  const machine = await prepareProbedMachine();
  const stop = async () => {
    await machine.stop();
    logind.stop();
  };
  try {
    const person = placePerson(machine, notes);
    const bare = machine.startBare({ BENCH_IDLE_PROCESS: '1' });
    await Promise.all([bare.seen(/^idle:/), bare.seen('asks')]);
    const desk = machine.startConsole({ DBUS_SYSTEM_BUS_ADDRESS: logind.address });
    await desk.seen('asks');
    const code = codeAt(person.secret, Date.now());
    const begun = now();
    desk.order({ do: 'write', texts: [person.username, person.password, code], enter: false });
    let opened = await desk.seen('desk', begun);
    await seenOnScreen(desk, opened);
    let locked = begun;
    return {
      password: person.password,
      lock: async () => {
        // A desk that somebody sits at has been there for a while.
        await desk.seen('created', opened.at);
        await pause();
        const secrets = [await vaultOf(desk), pidOf(desk, /^renderer:/, opened.contents)];
        locked = now();
        logind.lock();
        const ended = await whenEnded(secrets);
        const shown = await desk.seen('shown', locked);
        return Math.max(ended, shown.at) - locked;
      },
      unlock: async () => {
        await desk.seen('asks', locked);
        await pause();
        const before = now();
        desk.order({ do: 'write', texts: [person.password], enter: true });
        const { at: entered } = await desk.seen('entered', before);
        opened = await desk.seen('desk', entered);
        return Math.max(opened.at, await seenOnScreen(desk, opened)) - entered;
      },
      bareLock: async () => {
        await pause();
        const before = [pidOf(bare, /^renderer:/), pidOf(bare, /^idle:/)];
        const start = now();
        bare.signal('SIGUSR2');
        const ended = await whenEnded(before);
        const shown = await bare.seen('shown', start);
        await Promise.all([bare.seen('asks', start), bare.seen(/^idle:/, start)]);
        return Math.max(ended, shown.at) - start;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The page is drawn out of sight: a person sees it with the first frame after its window is there. */
async function seenOnScreen(app: ProbedApp, { contents }: Seen): Promise<number> {
  let painted = await app.seen('painted');
  while (painted.contents !== contents) painted = await app.seen('painted', painted.at);
  return painted.at;
}

/** How long the next gate may look through the files of notes for what has expired, in milliseconds. */
const sweeping = 10_000;

/** Known by what it has open, not by what the console says of it. A gate that has just begun has it open for a moment. */
async function vaultOf({ pid }: ProbedApp): Promise<number> {
  const last = now() + sweeping;
  for (;;) {
    const [vault, ...more] = processTree(pid).filter((each) => hasOpen(each, '/profile/vaults/'));
    if (vault !== undefined && more.length === 0) return vault;
    if (now() > last) throw new Error(`${vault === undefined ? 0 : more.length + 1} vaults of an open desk`);
    await sleep(20);
  }
}

function pidOf(app: ProbedApp, what: RegExp, contents?: number): number {
  const pid = Number(app.last(what, contents)?.what.split(':')[1]);
  if (!(pid > 0)) throw new Error(`no process ${String(what)}`);
  return pid;
}
