import type { FakeChild } from '../../support/fake-host.ts';
import { anna, boris } from '../../support/fake-host.ts';

/**
 * The events that a gate has committed beside its state, as a good one keeps them: offered until they are acknowledged,
 * again by the next gate when this one ended before it heard so.
 */
export function createChildOutbox(now: () => number) {
  const waiting: { id: string; n: number }[] = [];
  const acknowledged: string[] = [];
  let last = 0;
  const draft = ({ id, n }: { id: string; n: number }) => ({
    source: 'accounts',
    n,
    draft: { id, time: now(), actor: anna.id, type: 'person.unlocked', outcome: 'ok', data: { person: boris.id } },
  });
  const offered = new Map<string, ReturnType<typeof draft>>();
  return {
    acknowledged: (): readonly string[] => acknowledged,
    waiting: (): number => waiting.length,
    /** Something happens in a gate, and its event is committed with it. */
    commit: (count: number) => {
      for (let each = 0; each < count; each += 1) {
        last += 1;
        const entry = { id: `019a0000-0000-7000-8000-${last.toString(16).padStart(12, '0')}`, n: last };
        waiting.push(entry);
        offered.set(entry.id, draft(entry));
      }
    },
    /** @param heard whether the gate lives long enough to hear the answer */
    offer: (gate: FakeChild, heard: boolean) => {
      const told = gate.told.length;
      gate.say({ type: 'outbox', entries: waiting.map(({ id }) => offered.get(id)) });
      for (const { type, ids } of gate.told.slice(told) as { type: string; ids?: string[] }[]) {
        if (type !== 'outbox-kept' || !ids) continue;
        acknowledged.push(...ids.filter((id) => !acknowledged.includes(id)));
        if (heard)
          for (const id of ids)
            waiting.splice(
              waiting.findIndex((one) => one.id === id),
              1,
            );
      }
    },
  };
}
