import type { Campaign, Closing, Count, Tally, Violation } from './campaign.ts';
import type { Progress } from './progress.ts';
import { randomFor } from './random.ts';

/** A violation with the run that found it. */
export type Found = Violation & { n: number };

/** How far a campaign has come: all that is needed to go on with it. */
export type State = { seed: number; next: number; tally: Tally; found: Found[] };

export type Options = {
  seed: number;
  runs: number;
  /** This run alone. */
  only?: number;
  /** Goes on from here. */
  from?: State;
  /** The first violation ends it: all that a planted fault has to show. */
  untilFound?: boolean;
  progress?: Progress;
  /** Called after each run. */
  save?: (state: State) => void;
  stopped?: () => boolean;
};

export type Result = Closing & { found: Found[]; tally: Tally };

/** Runs a campaign. @throws what a run throws: a run that broke proves nothing in either direction. */
export async function runCampaign(campaign: Campaign, options: Options): Promise<Result> {
  const { seed, only, save, progress } = options;
  const last = only === undefined ? options.runs : only + 1;
  const state: State = options.from ?? { seed, next: only ?? 0, tally: {}, found: [] };
  const first = state.next;
  const running = await campaign.begin();
  try {
    while (state.next < last && !options.stopped?.() && !(options.untilFound && state.found.length > 0)) {
      const n = state.next;
      // Counted only with a run that ended: a run that is repeated after a stop must not count twice.
      const counted: Tally = {};
      const count: Count = (what, by = 1) => (counted[what] = (counted[what] ?? 0) + by);
      const violations = await running.run(n, randomFor(seed, n), count).catch((error: unknown) => {
        throw new Error(`run ${n} of seed ${seed} broke`, { cause: error });
      });
      for (const [what, by] of Object.entries(counted)) state.tally[what] = (state.tally[what] ?? 0) + by;
      state.found.push(...violations.map((violation) => ({ ...violation, n })));
      state.next = n + 1;
      save?.(state);
      progress?.at(state.next - first, last - first, state.found.length);
    }
  } finally {
    await running.end();
    progress?.end();
  }
  // A part says nothing about a bound; nor does a fault's run: one that is found only in the judgement is not found.
  const whole = only === undefined && !options.untilFound && state.next === last;
  const judged = (whole && campaign.judge?.(state.tally)) || [];
  const runs = state.next - (only ?? 0);
  const violations = state.found.length + judged.length;
  return {
    ...{ name: campaign.name, runs, seed, violations, ok: violations === 0 && state.next === last },
    ...{ found: [...state.found, ...judged.map((violation) => ({ ...violation, n: state.next }))], tally: state.tally },
  };
}
