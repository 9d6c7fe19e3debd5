import { MessageChannel } from 'node:worker_threads';
import { portOf } from '../../build/demo/gate-talk.ts';
import { createNotes } from '../../electron/vault/notes/notes.ts';
import { systemClock } from '../../shared/clock.ts';
import { vaultContract } from '../../shared/contract/vault.ts';
import { connect, serve } from '../../shared/rpc.ts';
import { randomFor } from '../campaigns/harness/random.ts';
import type { Bench } from './harness/bench.ts';
import { atMost, timeFigure } from './harness/figure.ts';
import { alternate } from './harness/samples.ts';
import { makeSampleVault } from './harness/sample-vault.ts';

const sizes = { full: { notes: 10_000, turns: 1_500, warmUp: 100 }, short: { notes: 50, turns: 10, warmUp: 2 } };

/** One keystroke in the search field: the vault's answer to what is typed so far, over a port, with all its notes indexed. */
export const bench: Bench = {
  name: 'notes-search',
  says: 'the answer to each key typed into the search over 10,000 notes, against looking through their plain texts',
  electron: false,
  measure: async (size, say) => {
    const { notes: count, turns, warmUp } = sizes[size];
    const sample = await makeSampleVault(count);
    const vault = await sample.open();
    const { handlers } = createNotes(vault, {
      ...{ clock: systemClock, noteExpiry: () => 0, report: () => undefined, told: () => undefined },
    });
    const { port1, port2 } = new MessageChannel();
    serve(portOf(port1), vaultContract, handlers, { onMalformed: fail, onError: fail });
    const window = connect(portOf(port2), vaultContract);
    const texts = vault.notes.map(({ document }) => document.text.toLowerCase());
    const typed = typedQueries(
      vault.notes.map(({ document }) => document.text),
      turns + warmUp,
    );
    try {
      const taken = await alternate(
        { turns, warmUp },
        async (turn) => {
          const start = performance.now();
          const reply = await window.call('notes.search', { query: typed[turn]! });
          if (!reply.ok) throw new Error(reply.code);
          return performance.now() - start;
        },
        (turn) => {
          const start = performance.now();
          texts.filter((text) => text.includes(typed[turn]!));
          return performance.now() - start;
        },
      );
      return [timeFigure('notes-search', taken, { by: 'p99', goal: atMost(10, 'ms') }, say)];
    } finally {
      window.close();
      sample.remove();
    }
  },
};

/** What stands in the field after each key, as people search: a word of a note letter by letter, often a second one. */
function typedQueries(texts: readonly string[], count: number): string[] {
  const random = randomFor(2, 0);
  const queries: string[] = [];
  while (queries.length < count) {
    const words = random.pick(texts).toLowerCase().split(/\s+/);
    const whole = random.chance(0.4) ? `${random.pick(words)} ${random.pick(words)}` : random.pick(words);
    for (let length = 1; length <= whole.length; length++) queries.push(whole.slice(0, length));
  }
  return queries.slice(0, count);
}

function fail(what: unknown): never {
  throw new Error(`the vault did not answer: ${String(what)}`);
}
