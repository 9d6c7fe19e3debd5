import type { Campaign } from '../harness/campaign.ts';
import { openConsole, phases, type ConsoleRig, type Phase } from './console-rig.ts';
import { centralDoors } from './central-doors.ts';
import { openCentral } from './central-rig.ts';
import { childDoors, leadsWorkDoors } from './child-doors.ts';
import { openChild } from './child-rig.ts';
import type { Door } from './door.ts';
import { ipcDoors } from './ipc-doors.ts';
import { plants } from './plants.ts';
import { previewDoors } from './preview-doors.ts';
import { keepRigs } from './rigs.ts';

/**
 * Malformed and misplaced messages to every channel of main, every port of gate and vault, every route of central and the
 * preview's door (design, section 15): as a page that was broken into, as a device, as a stranger. The doors that cost
 * least to reach come first, so that a few runs do not have to start everything.
 */
export const campaign: Campaign = {
  name: 'ipc-fuzz',
  fullSize: 100_000,
  plants,
  begin: () => {
    const rigs = keepRigs();
    const consoles = new Map(phases.map((phase) => [phase, rigs.lazily(() => openConsole(phase))]));
    const consoleIn = (phase: Phase) => consoles.get(phase) as () => Promise<ConsoleRig>;
    const doors: Door[] = [
      ...centralDoors(rigs.lazily(openCentral)),
      ...(['gate', 'vault'] as const).flatMap((kind) =>
        childDoors(
          kind,
          rigs.lazily(() => openChild(kind, rigs.hear)),
        ),
      ),
      ...previewDoors(consoleIn('first-run')),
      ...phases.flatMap((phase) => ipcDoors(phase, consoleIn(phase))),
      ...leadsWorkDoors(consoleIn('sign-in')),
    ];
    return Promise.resolve({
      run: async (n, random, count) => {
        const door = doors[n % doors.length] as Door;
        const violations = await door.knock(random, count);
        return [...violations, ...rigs.crashes().map((crash) => ({ says: `${door.name}: ${crash}` }))];
      },
      end: rigs.end,
    });
  },
  report: (tally) => Object.entries(tally).map(([what, times]) => `${String(times).padStart(8)}  ${what}`),
};
