import fc from 'fast-check';
import { anna, boris, olga, outcome, sessionFacts } from '../../support/fake-host.ts';
import { breakKinds } from '../../../shared/events/types.ts';
import { settled, type DeskWorld } from './desk-world.ts';
import type { Step } from './walk.ts';

const step = (says: string, take: Step<DeskWorld>['take'], can?: Step<DeskWorld>['can']): Step<DeskWorld> => ({
  says,
  take,
  ...(can ? { can } : {}),
});
const always = (...steps: Step<DeskWorld>[]) => fc.constantFrom(...steps);

const person = fc.constantFrom(anna, boris, olga);

/** A right password, at whatever the console shows: a gate says so only once its event is kept, else it refuses. */
async function enterAs({ rig, outbox }: DeskWorld, who: typeof anna, op: 'sign-in' | 'unlock'): Promise<void> {
  await rig().entry('gate.open');
  await rig().gateSays({ type: 'proven', account: who.id });
  outbox.commit(1);
  const gate = rig().host.living('gate').at(-1);
  if (gate) outbox.offer(gate, true);
  const session = outbox.waiting() === 0 ? sessionFacts(who) : null;
  await rig().gateSays(outcome(op, session ? { session, over: false } : { ok: false }));
}

const enter = fc
  .tuple(person, fc.constantFrom('sign-in' as const, 'unlock' as const, 'unlock' as const))
  .map(([who, op]) => step(`${op} ${who.name}`, (world) => enterAs(world, who, op)));

/** Whoever's desk it is comes back, or somebody begins. */
const comeIn = always(
  step('somebody comes in', async (world) => {
    const { lock } = (await world.rig().entryState()) as { lock: { person: string } | null };
    const who = [anna, boris, olga].find(({ id }) => id === lock?.person);
    await enterAs(world, who ?? anna, who ? 'unlock' : 'sign-in');
  }),
);

const refused = always(
  step('a password is begun', async ({ rig }) => void (await rig().entry('attempt.near'))),
  step('a right password, at a gate that ends over it', async ({ rig }) => {
    await rig().entry('attempt.near');
    await rig().entry('gate.open');
    await rig().gateSays({ type: 'proven', account: anna.id });
    rig().host.living('gate').at(-1)?.die();
  }),
  step('a wrong password', async ({ rig }) => {
    await rig().entry('gate.open');
    await rig().gateSays(outcome('sign-in', { ok: false }));
  }),
);

const leave = fc.oneof(
  fc
    .constantFrom(null, ...breakKinds)
    .map((kind) => step(`lock ${kind ?? 'key'}`, async ({ rig }) => void (await rig().call('lock', { break: kind })))),
  fc
    .constantFrom('system-lock' as const, 'suspend' as const, 'user-switch' as const, 'resume' as const)
    .map((event) => step(event, ({ rig }) => Promise.resolve(rig().host.power(event)))),
  always(
    step('sign out', async ({ rig }) => void (await rig().call('sign-out'))),
    step('nobody is there for long', async ({ rig }) => {
      rig().host.idle = 1_000;
      await rig().pass(5_000);
      rig().host.idle = 0;
    }),
  ),
);

const time = fc.oneof(
  fc.constantFrom(10, 60, 500, 5_000, 31_000).map((ms) => step(`${ms} ms pass`, ({ rig }) => rig().pass(ms))),
  fc
    .constantFrom(1_000, 60_000, 13 * 3_600_000)
    .map((ms) => step(`${ms} ms asleep`, ({ rig }) => Promise.resolve(rig().sleep(ms)))),
  fc
    .constantFrom(-3_600_000, 7_200_000)
    .map((ms) => step(`the clock is set by ${ms} ms`, ({ rig }) => Promise.resolve(rig().setClock(ms)))),
);

const children = always(
  step('the vault dies', ({ rig }) => Promise.resolve(rig().host.living('vault').at(-1)?.die())),
  step('the gate dies', ({ rig }) => Promise.resolve(rig().host.living('gate').at(-1)?.die())),
  step('vaults do not flush', ({ rig }) => Promise.resolve(void (rig().host.answers.flush = false))),
  step('vaults flush', ({ rig }) => Promise.resolve(void (rig().host.answers.flush = true))),
  step('the vault does not come up', async (world) => {
    const { host } = world.rig();
    host.answers.vault = false;
    await enterAs(world, anna, 'sign-in');
    await world.rig().pass(settled);
    await world.check();
    await world.rig().pass(21_000);
    host.answers.vault = true;
  }),
  step(
    'the vault cannot open its file',
    async (world) => {
      const { host } = world.rig();
      host.answers.vault = false;
      await enterAs(world, anna, 'sign-in');
      host.living('vault').at(-1)?.say({ type: 'fault', kind: 'damaged', keptAside: '/kept/aside' });
      await world.rig().pass(settled);
      host.answers.vault = true;
    },
    ({ rig }) => rig().host.living('vault').length === 0,
  ),
  step('locked while the vault starts', async (world) => {
    const { host } = world.rig();
    host.answers.vault = false;
    await enterAs(world, boris, 'unlock');
    host.power('system-lock');
    await world.rig().pass(settled);
    host.answers.vault = true;
  }),
);

const offer =
  (heard: boolean) =>
  async ({ rig, outbox }: DeskWorld) => {
    const gate = rig().host.living('gate').at(-1);
    if (gate) outbox.offer(gate, heard);
    if (!heard) gate?.die();
    await rig().pass(0);
  };
const events = fc.oneof(
  fc
    .integer({ min: 1, max: 4 })
    .map((many) => step(`${many} events in the gate`, ({ outbox }) => Promise.resolve(outbox.commit(many)))),
  always(
    step('they are offered', offer(true)),
    step('an event, and the gate dies before it hears that it is kept', async (world) => {
      world.outbox.commit(1);
      await offer(false)(world);
    }),
  ),
);

const faults = always(
  step(
    'the disk is full',
    (world) => Promise.resolve(world.fill(true)),
    ({ full }) => !full,
  ),
  step(
    'the disk has room',
    (world) => Promise.resolve(world.fill(false)),
    ({ full }) => full,
  ),
  step('another program takes its place', (world) => world.succeed()),
  step('again', async ({ rig }) => void (await rig().entry('retry'))),
  step(
    'the console is started anew',
    (world) => world.restart(),
    ({ full }) => !full,
  ),
);

/** Everything that can happen to a desk, the usual more often. */
export const deskSteps = [comeIn, comeIn, comeIn, enter, leave, leave, refused, time, children, events, events, faults];
