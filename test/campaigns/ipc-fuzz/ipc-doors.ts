import { contracts } from '../../../electron/desk/routes.ts';
import { countdownContract } from '../../../shared/contract/ipc.ts';
import type { Contract } from '../../../shared/rpc.ts';
import type { ConsoleRig, Phase } from './console-rig.ts';
import { drawMalformed, drawMisplaced, isRefusal, judge, type Door } from './door.ts';
import { deskRights, entryRights, type Right } from './rights.ts';
import { drawHostile } from './spoil.ts';

type Role = keyof typeof contracts;
type Channel = { role: Role; name: string; right: Right };

const rights: Record<Role, Record<string, Right>> = {
  entry: entryRights,
  desk: deskRights,
  countdown: Object.fromEntries(Object.keys(countdownContract.requests).map((name) => [name, 'nothing'])),
};
const roles = Object.keys(contracts) as Role[];
const channels: Channel[] = roles.flatMap((role) =>
  Object.keys(contracts[role].requests).map((name) => ({ role, name, right: rights[role][name] ?? 'nothing' })),
);
/** Names that no contract has, or that every object has. */
const strangeNames = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'state ',
  'STATE',
  'gate',
  'notes.list',
];
/** How a desk may refuse what fits its contract: nothing is said but that it may not be. */
const misplaced = ['no-lead', 'closed', 'not-now'];

/** Main's handlers for every channel of every kind of window, in one phase of the console, as Electron hands over. */
export function ipcDoors(phase: Phase, rig: () => Promise<ConsoleRig>): Door[] {
  const doors = channels.map(({ role, name, right }): Door => {
    const schema = (contracts[role] as Contract).requests[name]!.request;
    const isMisplaced = right === 'lead' || (right === 'open-desk' && phase !== 'open');
    return {
      name: `${phase}: ${role} ${name}`,
      knock: async (random, count) => {
        const wrongly = isMisplaced && random.chance(0.25);
        const drawn = wrongly ? drawMisplaced(schema, random) : drawMalformed(schema, random, 'clone');
        if (!drawn) return [];
        count(wrongly ? 'at the wrong time' : 'malformed');
        return speak(await rig(), role, name, drawn.value, wrongly ? misplaced : ['malformed']);
      },
    };
  });
  const strangers = roles.map((role): Door => ({
    name: `${phase}: ${role}, a name that is not there`,
    knock: async (random, count) => {
      const foreign = channels.filter((channel) => !Object.hasOwn(contracts[role].requests, channel.name));
      const name = random.chance(0.5) ? random.pick(strangeNames) : random.pick(foreign).name;
      if (Object.hasOwn(contracts[role].requests, name)) return [];
      count('unknown names');
      const body = random.chance(0.5) ? {} : drawHostile(random, 'clone');
      return speak(await rig(), role, name, body, ['malformed']);
    },
  }));
  return [...doors, ...strangers];
}

async function speak(rig: ConsoleRig, role: Role, name: string, body: unknown, due: string[]) {
  rig.stayAwake();
  const reply = await rig.desk
    .route(role, name, structuredClone(body))
    .catch((error: unknown) => ({ threw: String(error) }));
  return judge(`${rig.phase}: ${role} ${name}`, body, isRefusal(reply, due) ? null : reply, rig.changes());
}
