import { gateContract } from '../../../shared/contract/gate.ts';
import { toGate } from '../../../shared/contract/gate-process.ts';
import { toVault, vaultContract } from '../../../shared/contract/vault.ts';
import type { Contract } from '../../../shared/rpc.ts';
import type { Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import type { ChildRig } from './child-rig.ts';
import type { ConsoleRig } from './console-rig.ts';
import { drawMalformed, drawMisplaced, isRefusal, judge, shown, type Door } from './door.ts';
import { longestMessage } from './hostile-page.ts';
import { talkOver, type PortTalk } from './port-talk.ts';
import { drawHostile } from './spoil.ts';

/**
 * What fits the contract of a gate before the first set-up, or of a vault for a note that it does not have, and must
 * be refused by these codes.
 */
const misplaced: Record<string, readonly string[]> = {
  ...Object.fromEntries(
    Object.keys(gateContract.requests)
      .filter((name) => name !== 'setup.begin')
      .map((name) => [name, ['not-now']]),
  ),
  ...Object.fromEntries(
    ['notes.open', 'notes.write', 'notes.mark', 'notes.delete'].map((name) => [name, ['not-found']]),
  ),
};

/** The ports of a gate or a vault that a page holds, and the one that main holds. */
export function childDoors(kind: ChildRig['kind'], rig: () => Promise<ChildRig>): Door[] {
  const contract: Contract = kind === 'gate' ? gateContract : vaultContract;
  const requests = Object.entries(contract.requests).map(([name, { request }]): Door => ({
    name: `${kind}: ${name}`,
    knock: async (random, count) => {
      const codes = misplaced[name];
      const wrongly = codes !== undefined && random.chance(0.1);
      const drawn = wrongly ? drawMisplaced(request, random) : drawMalformed(request, random, 'clone');
      if (!drawn) return [];
      count(wrongly ? 'at the wrong time' : 'malformed');
      const { page, changes } = await rig();
      const reply = await page.ask(name, drawn.value);
      const refused = isRefusal(reply, wrongly ? codes : ['malformed']);
      return judge(`${kind}: ${name}`, drawn.value, refused ? null : reply, changes());
    },
  }));
  return [...requests, frames(kind, rig), ordersOfMain(kind, rig)];
}

/** What is no request at all: no answer, counted, and the port goes on. */
function frames(kind: ChildRig['kind'], rig: () => Promise<ChildRig>): Door {
  return {
    name: `${kind}: frames`,
    knock: async (random, count) => {
      const frame = random.pick([
        () => drawHostile(random, 'clone'),
        () => ({ id: random.pick([-1, 0.5, '1', NaN, 2 ** 60]), name: 'notes.list', body: {} }),
        () => ({
          id: 1,
          name: random.pick([7, null, 'x'.repeat(65), { length: { toString: 1, valueOf: 1 } }]),
          body: {},
        }),
        () => ({ id: 1, name: 'notes.list', body: {}, more: drawHostile(random, 'clone') }),
        () => ({ name: 'notes.list', body: {} }),
      ])();
      count('malformed');
      const { page, changes, heardMalformed } = await rig();
      page.say(frame);
      await heardMalformed('frame');
      return judge(`${kind}: a frame`, frame, await aliveOrNot(page), changes());
    },
  };
}

/** Main is not hostile, but a child believes nothing that it has not looked at. */
function ordersOfMain(kind: ChildRig['kind'], rig: () => Promise<ChildRig>): Door {
  return {
    name: `${kind}: orders`,
    knock: async (random, count) => {
      const drawn = drawMalformed(kind === 'gate' ? toGate : toVault, random, 'clone');
      if (!drawn) return [];
      count('malformed');
      const { page, changes, main, heardMalformed } = await rig();
      main(drawn.value);
      await heardMalformed(kind === 'gate' ? 'main' : 'message');
      return judge(`${kind}: an order`, drawn.value, await aliveOrNot(page), changes());
    },
  };
}

async function aliveOrNot(page: PortTalk): Promise<unknown> {
  const reply = await page.ask('no such request', {});
  return isRefusal(reply, ['malformed']) ? null : reply;
}

/** @param post what the page says into a port; its frame adds a few bytes. */
const isTooLong = (post: unknown): boolean => Buffer.byteLength(JSON.stringify(post)) + 100 > longestMessage;

/** Lead's work asked of a gate of a console that is set up, over the sign-in page's own port, by nobody in particular. */
export function leadsWorkDoors(rig: () => Promise<ConsoleRig>): Door[] {
  let attempt: Promise<PortTalk> | null = null;
  const open = async (): Promise<PortTalk> => {
    const page = await (await rig()).page('entry');
    const reply = await page.call('gate.open', {});
    if (!reply.ok) throw new Error(`no gate for the page: ${shown(reply)}`);
    return talkOver(await page.port('gate'));
  };
  const port = async () => {
    if (!attempt || !(await attempt).isOpen()) attempt = open();
    return attempt;
  };
  const names = Object.keys(gateContract.requests).filter((name) => name.startsWith('people.'));
  return names.map((name) => {
    const schema = (gateContract as Contract).requests[name]!.request;
    const knock = async (random: Random, count: Count): Promise<Violation[]> => {
      const wrongly = random.chance(0.01);
      const drawn = wrongly ? drawMisplaced(schema, random) : drawMalformed(schema, random, 'json');
      if (!drawn) return [];
      count(wrongly ? 'at the wrong time' : 'malformed');
      const reply = await (await port()).ask(name, drawn.value);
      // One attempt each: main ends this gate, and the next one is asked.
      if (wrongly) attempt = null;
      // The wire cuts off a page that says too much at once, before the gate hears of it.
      const cutOff = reply === 'closed' && isTooLong({ name, body: drawn.value });
      const refused = cutOff || isRefusal(reply, [wrongly ? 'no-grant' : 'malformed']);
      return judge(
        `the sign-in page's gate: ${name}`,
        drawn.value,
        refused ? null : reply,
        wrongly ? [] : (await rig()).changes(),
      );
    };
    return { name: `the sign-in page's gate: ${name}`, knock };
  });
}
