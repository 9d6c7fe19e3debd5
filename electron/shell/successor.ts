import { spawn } from 'node:child_process';
import { app } from 'electron';
import type { Successor } from '../desk/host.ts';
import { withClosedFiles } from './closed-files.ts';

/** Among a program's arguments: it waits for the place of the one that runs. No switch, so that none has to be let in. */
export const successorMark = 'successor';

/** What a successor says, each in a line. */
export const words = { waits: 'waits', taken: 'taken' } as const;

/** A successor that is not on the screen by then has failed, in milliseconds. */
const patience = 15_000;

/**
 * Starts this program once more, to wait out of sight until this one gives way, which the end of its standard input tells.
 * Its standard output says no more than that it waits, and that it is on the screen. Nothing is handed over by it: what
 * the other goes on from lies sealed in desk.db.
 */
export function startSuccessor(): Successor {
  const given = process.argv.slice(1).filter((each) => each !== successorMark);
  const args = [...given, successorMark];
  const [program, ...rest] = withClosedFiles([process.execPath, ...args], process.platform);
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
  let hasGivenWay = false;
  /** What lies in desk.db is good for any start. Once: this program ends by it. */
  const startAnew = () => {
    if (!hasGivenWay) return;
    hasGivenWay = false;
    child.kill('SIGKILL');
    app.relaunch({ args });
    app.exit(0);
  };
  const ready = new Promise<boolean>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (said: string) => {
      if (said.includes(words.waits)) resolve(true);
      if (said.includes(words.taken) && hasGivenWay) app.exit(0);
    });
    const gone = () => {
      resolve(false);
      startAnew();
    };
    child.once('exit', gone).once('error', gone);
  });
  // It may be gone when it is told.
  child.stdin.on('error', () => undefined);
  return {
    ready,
    giveWay: () => {
      hasGivenWay = true;
      // It has ended since it said that it waits.
      if (child.exitCode !== null || child.signalCode !== null) startAnew();
      setTimeout(startAnew, patience);
      app.releaseSingleInstanceLock();
      child.stdin.end();
    },
    drop: () => {
      hasGivenWay = false;
      child.kill('SIGKILL');
    },
  };
}
