import { searchFor, type Wanted } from './canaries.ts';
import { readMemory } from './memory.ts';
import type { AppProcess } from './processes.ts';

/** Something that was looked for, in the memory of a process of that kind. */
export type Held = { kind: string; what: string };

/** What of it those processes hold now. */
export function heldBy(processes: readonly AppProcess[], wanted: Wanted): Held[] {
  const search = searchFor(wanted);
  return processes.flatMap(({ pid, kind }) => {
    const found = new Set<string>();
    readMemory(pid, (bytes) => {
      for (const what of search(bytes)) found.add(what);
    });
    return [...found].map((what) => ({ kind, what }));
  });
}
