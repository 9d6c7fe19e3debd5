import fc from 'fast-check';
import type { Step } from './walk.ts';
import type { SyncWorld } from './sync-world.ts';

const always = (...steps: Step<SyncWorld>[]) => fc.constantFrom(...steps);

const happens = fc.constantFrom(1, 3, 40, 700).map((many): Step<SyncWorld> => ({
  says: `${many} events`,
  take: async ({ desk, settle }) => {
    desk.happen(many);
    await settle();
  },
}));

const roads = fc
  .constantFrom('open' as const, 'open' as const, 'closed' as const, 'answers-lost' as const)
  .map((road): Step<SyncWorld> => ({
    says: `the road is ${road}`,
    take: async (world) => {
      world.set(road);
      await world.settle();
    },
  }));

const restarts = always(
  {
    says: 'the desk starts anew',
    take: async ({ desk, settle }) => {
      await desk.stop();
      await desk.start();
      await settle();
    },
  },
  { says: 'central starts anew', take: (world) => world.restartCentral() },
  { says: 'again', take: (world) => world.settle() },
  {
    says: 'the desk leaves central and comes back',
    can: ({ road }) => road === 'open',
    take: async ({ desk, enrol }) => {
      desk.sync().leave();
      await enrol();
    },
  },
);

/** Everything that can happen between a desk and an honest central. */
export const syncSteps = [happens, happens, roads, roads, restarts];
