import fc from 'fast-check';
import type { Violation } from '../harness/campaign.ts';

/** A world in which one walk goes on; ends with its files. */
export type World = {
  /** What must hold now, after every step and at the end. @throws what `violated` makes. */
  check(): Promise<void>;
  /** Whatever waited is let go on: in the end nothing may be lost. */
  finish(): Promise<void>;
  end(): Promise<void>;
};

/** A step of a walk, in words, and what it does; `null`: it does not fit now. */
export type Step<Of extends World> = { says: string; can?: (world: Of) => boolean; take: (world: Of) => Promise<void> };

const mark = 'violated: ';

/** What must never be so and is. */
export const violated = (what: string): Error => new Error(mark + what);

/**
 * Random walks by fast-check: `walks` of them, each in a world of its own, with checks after each step. A walk that
 * violates something is shrunk to the steps that it takes.
 */
export async function walk<Of extends World>(
  begin: () => Promise<Of>,
  steps: readonly fc.Arbitrary<Step<Of>>[],
  { seed, walks, length, shrinks }: { seed: number; walks: number; length: number; shrinks: boolean },
): Promise<Violation[]> {
  const commands = fc.commands(
    steps.map((step) => step.map(asCommand)),
    { maxCommands: length, size: 'max' },
  );
  const property = fc.asyncProperty(commands, async (taken) => {
    const world = await begin();
    try {
      await fc.asyncModelRun(() => ({ model: {}, real: world }), taken);
      await world.finish();
      await world.check();
    } finally {
      await world.end();
    }
  });
  const details = await fc.check(property, { seed, numRuns: walks, endOnFailure: !shrinks });
  if (!details.failed) return [];
  const error = details.errorInstance;
  if (!(error instanceof Error) || !error.message.startsWith(mark)) throw error;
  return [{ says: `${error.message.slice(mark.length)}, after: ${String(details.counterexample)}` }];
}

function asCommand<Of extends World>({ says, can, take }: Step<Of>): fc.AsyncCommand<object, Of> {
  return {
    check: () => true,
    run: async (_, world) => {
      if (can && !can(world)) return;
      await take(world);
      await world.check();
    },
    toString: () => says,
  };
}
