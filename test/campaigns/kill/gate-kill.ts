import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeAt } from '../../../build/demo/code-at.ts';
import { spawnChild } from '../../../electron/preview/children.ts';
import { openPipe } from '../../../electron/preview/pipes.ts';
import type { ProbePoint } from '../../../electron/vault/gate/probe.ts';
import { gateContract } from '../../../shared/contract/gate.ts';
import { fromGate, type FromGate, type ToGate } from '../../../shared/contract/gate-process.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import { connect } from '../../../shared/rpc.ts';
import { portOf } from '../../support/pipe-port.ts';
import type { Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { factsOf, judgeAttempt, judgeEvents, type Attempt } from './gate-after.ts';
import { owner, setUpSite, service } from './gate-site.ts';

/** As many points as a whole sign-in passes, and one beyond: then it is killed once it has answered. */
const points = 9;
const wrongPassword = 'seven loud lanterns hum';

/** A console that is set up; each run is a few attempts at a copy of it, whose gates are killed in their midst. */
export async function prepareGate(program: string) {
  const template = mkdtempSync(join(tmpdir(), 'cleandesk-kill-gate-'));
  const { secret, account, told } = await setUpSite(template);

  const kill = async (random: Random, count: Count): Promise<Violation[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'cleandesk-kill-gate-'));
    try {
      cpSync(template, folder, { recursive: true });
      const events = new Map<string, OutboxEntry>();
      const attempts: Attempt[] = [];
      const found: string[] = [];
      let before = await factsOf(folder, account);
      for (let left = random.int(1, 3); left > 0; left -= 1) {
        const attempt = await attemptUntilKilled({ folder, program }, secret, random, events);
        const after = await factsOf(folder, account);
        found.push(...judgeAttempt(before, attempt, after));
        attempts.push(attempt);
        before = after;
        count(attempt.reached.includes('checked') ? 'gate killed after its check' : 'gate killed before its check');
        if (attempt.answer !== 'closed') count('attempts answered');
      }
      for (const entry of before.pending) events.set(entry.draft.id, entry);
      found.push(...judgeEvents([...events.values()], told, attempts));
      return found.map((says) => ({ says: `after a kill of the gate: ${says}` }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return {
    kill,
    end: () => {
      rmSync(template, { recursive: true, force: true });
    },
  };
}

/** One sign-in as main and the entry window have it, until the gate is gone. */
async function attemptUntilKilled(
  { folder, program }: { folder: string; program: string },
  secret: string,
  random: Random,
  events: Map<string, OutboxEntry>,
): Promise<Attempt> {
  const file = join(folder, 'points');
  const [at, after] = [random.int(1, points), random.chance(0.6) ? 0 : random.int(1, 120)];
  const isRight = random.chance(0.5);
  const hears = random.chance(0.8);
  const gate = spawnChild('gate', join(folder, 'keychain'), { program, args: [file, String(at), String(after)] });
  let isGone = false;
  const gone = new Promise<void>((resolve) => {
    gate.onExit(() => {
      isGone = true;
      resolve();
    });
  });
  const swept = new Promise<void>((resolve) => {
    gate.onMessage((message) => {
      const said: FromGate = fromGate.parse(message);
      if (said.type === 'swept') resolve();
      if (said.type !== 'outbox') return;
      for (const entry of said.entries) events.set(entry.draft.id, entry);
      // Main chains them; the gate may be gone before it hears so.
      const ids = said.entries.map(({ draft }) => draft.id);
      if (hears) gate.send({ type: 'outbox-kept', ids } satisfies ToGate);
      else void gate.kill();
    });
  });
  gate.send({ type: 'start', profile: join(folder, 'profile'), keychainService: service } satisfies ToGate);
  await Promise.race([swept, gone]);
  const [page, gateEnd] = openPipe();
  gate.send({ type: 'attempt', session: null, grant: null } satisfies ToGate, [gateEnd]);
  const now = Date.now();
  const password = isRight ? owner.password : wrongPassword;
  const asked = { username: owner.username, password, factor: { code: codeAt(secret, now) } };
  const answered = isGone
    ? 'closed'
    : await Promise.race([connect(portOf(page), gateContract).call('sign-in', asked), gone]);
  // Main kills it once it has answered, at once or a little later.
  if (!isGone && random.chance(0.3)) await sleep(random.int(1, 20));
  await gate.kill();
  const reached = readFileSync(file, 'utf8').split('\n') as ProbePoint[];
  const answer = typeof answered !== 'object' ? 'closed' : answered.ok ? 'ok' : answered.code;
  return { isRight, answer, reached, at: now };
}
