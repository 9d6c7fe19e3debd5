import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './harness/bench.ts';
import { atMostTimes, timeFigure, valueFigure } from './harness/figure.ts';
import { placePerson } from './harness/person.ts';
import { prepareProbedMachine, type ProbedApp } from './harness/probed-app.ts';
import { memoryOf, processTree } from './harness/process-tree.ts';
import { alternate } from './harness/samples.ts';

const sizes = { full: { turns: 15, warmUp: 2 }, short: { turns: 1, warmUp: 0 } };
/** How long an app may go on with what a start has put off before its memory is read, in milliseconds. */
const settling = 3_000;

/** From the moment at which the program is started to the moment at which a key has arrived in a field. */
export const bench: Bench = {
  name: 'start',
  says: 'the program is started, until the username field takes a key, and its memory, against a bare Electron window',
  electron: true,
  measure: async (size, say) => {
    const machine = await prepareProbedMachine();
    try {
      placePerson(machine, 0);
      const memory = { subject: [] as number[], reference: [] as number[] };
      const time = async (app: ProbedApp, memories: number[]): Promise<number> => {
        app.order({ do: 'knock' });
        const { at } = await app.seen('typed');
        await sleep(settling);
        memories.push(memoryOf(processTree(app.pid)));
        await app.end();
        return at - app.started;
      };
      const taken = await alternate(
        sizes[size],
        () => time(machine.startConsole(), memory.subject),
        () => time(machine.startBare(), memory.reference),
      );
      return [
        timeFigure('start', taken, { by: 'median', goal: atMostTimes(1.3) }, say),
        valueFigure('start/memory', memory, { unit: 'MiB', goal: atMostTimes(1.6) }, say),
      ];
    } finally {
      await machine.stop();
    }
  },
};
