import type { Random } from './random.ts';

/** What must never happen and did, in words that say what was tried, so that the seed and these words are a report. */
export type Violation = { says: string };

/**
 * A fault that is planted into a copy of the sources, so that a campaign shows that it can fail. Each `find` stands
 * exactly once in its file, else the plant is refused: one that does nothing would prove nothing.
 */
export type Plant = {
  /** What is weakened. */
  says: string;
  /** `file` is relative to the repository's root. */
  changes: readonly { file: string; find: string; replace: string }[];
  /** The copy is built before the campaign runs in it: for campaigns that run the built console. */
  built?: boolean;
};

/** How often something was seen over all runs; kept when a campaign is resumed. */
export type Tally = Record<string, number>;
export type Count = (what: string, by?: number) => void;

export type Running = {
  /** One run, a pure function of seed and `n`. What breaks it for another reason than the hunted one is thrown. */
  run(n: number, random: Random, count: Count): Promise<Violation[]>;
  end(): Promise<void>;
};

/** A hunt for what breaks a promise (design, section 15). */
export type Campaign = {
  name: string;
  /** Runs of the full size, the number that design names. */
  fullSize: number;
  plants: Record<string, Plant>;
  begin(): Promise<Running>;
  /** What the tally of all runs violates although no single run did: a bound that is not reached. */
  judge?(tally: Tally): Violation[];
  /** Lines for people about the tally: what was tried and found. */
  report?(tally: Tally): string[];
};

/** The last line that a campaign prints (design, section 13). */
export type Closing = { name: string; runs: number; seed: number; violations: number; ok: boolean };
