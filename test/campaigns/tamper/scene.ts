import type { MemoryKeychain } from '../../support/memory-keychain.ts';
import type { Snapshot } from './snapshot.ts';

/** One state of a world that can be spoiled, with copies of it that are older. */
export type Scene = {
  name: string;
  now: Snapshot;
  older: readonly Snapshot[];
  /** The last place in the log that a signature, and so the keychain, knows; −1 where there is none. */
  anchored: number;
};

/** A scene as it lies on the disk for one run. */
export type Place = { scene: Scene; folder: string; keychain: MemoryKeychain };

/** What was done to a place. */
export type Spoiled = {
  kind: string;
  /** In words, for a report. */
  says: string;
  files: readonly string[];
  /** Names of the tables whose rows were touched. */
  tables?: readonly string[];
  /** The older copy that came in. */
  from?: string;
};

/** What the product reads, each thing under a name, and what it complains of. */
export type Seen = { reading: ReadonlyMap<string, string>; complaints: readonly string[] };

/** The names under which the two say something else. */
export function differences(one: Seen['reading'], other: Seen['reading']): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}
