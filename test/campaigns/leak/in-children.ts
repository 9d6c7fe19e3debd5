import { mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeAt } from '../../../build/demo/code-at.ts';
import { vaultContract } from '../../../shared/contract/vault.ts';
import { connect } from '../../../shared/rpc.ts';
import type { Result } from '../../../shared/result.ts';
import type { Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { drawCanary, textOf, type Wanted } from './canaries.ts';
import { openSeat, type ChildSeat } from './child-seat.ts';
import { whileStopped } from './processes.ts';
import { lyingIn } from './search-files.ts';
import { heldBy } from './search-memory.ts';

/** A second after it, a secret has gone (design, section 3). */
const promised = 1_000;
const patience = 60_000;

/**
 * A person's way through the desk with gate and vault as processes of their own and the hunt as the pages: set-up, a
 * note, a lock, a wrong password, an unlock, a sign-out. What is in the hunt’s own process is not the console's.
 */
export async function tryChildren(random: Random, count: Count): Promise<Violation[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-leak-'));
  const seat = openSeat(folder);
  const found: Violation[] = [];
  try {
    const password = drawCanary(random, 'the password', random.pick(['en', 'ru']), 3);
    const wrong = drawCanary(random, 'a wrong password', 'en', 2);
    const note = drawCanary(random, 'a note', random.pick(['en', 'ru']), random.int(3, 40));
    const codes = await setUp(seat, textOf(password), random.chance(0.5));
    const wanted = (): Wanted => ({
      canaries: [password, wrong, note],
      secrets: { ...codes, 'the user key': seat.userKeys() },
    });
    const look = async (when: string, allowed: (kind: string, what: string) => boolean) => {
      await sleep(promised);
      const held = await whileStopped(seat.children, (children) => heldBy(children, wanted()));
      for (const { kind, what } of held)
        if (!allowed(kind, what)) found.push({ says: `${when}, the ${kind} holds ${what}` });
      for (const { file, what } of lyingIn([folder], wanted())) found.push({ says: `${when}, ${file} holds ${what}` });
    };
    const inVault = (kind: string, what: string) => kind === 'vault' && (what === 'a note' || what === 'the user key');

    await look('after the set-up', inVault);
    const id = await writeNote(seat, textOf(note));
    await seat.route('desk', 'selected', {});
    await seat.route('desk', 'copied', { mark: seat.copy() });
    if (!(await seesThem(seat, wanted()))) {
      count('void');
      return found;
    }
    count('rounds with gate and vault alone');
    await seat.route('desk', 'lock', { break: random.pick([null, 'break', 'lunch', 'meeting']) });
    await seat.until('locked');
    await look('after a lock', () => false);
    found.push(...seat.board().map((board) => ({ says: `after a lock, ${board} holds a note` })));

    await attempt(seat, 'unlock', { password: textOf(wrong) });
    await look('after a wrong password', () => false);
    value(await attempt(seat, 'unlock', { password: textOf(password) }));
    await seat.until('open');
    await look('after an unlock', inVault);
    const { text } = value(await (await notesOf(seat)).call('notes.open', { id }));
    if (text !== textOf(note)) throw new Error('the note did not come back');
    await seat.route('desk', 'sign-out', {});
    await seat.until('sign-in');
    await look('after a sign-out', () => false);
    if (seat.keysInTheOpen() > 0) found.push({ says: 'the user key went through main as it is' });
    return found;
  } finally {
    await seat.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A first run. @returns the codes that it showed, each as it was shown and as it is typed. */
async function setUp(seat: ChildSeat, password: string, withKit: boolean): Promise<Record<string, string[]>> {
  await seat.until('first-run');
  const gate = await seat.gate('entry');
  const site = { name: 'North', zone: 'Europe/Berlin', language: 'en' } as const;
  const owner = { name: 'Olga Petrova', username: 'olga', password };
  const { totp } = value(await gate.call('setup.begin', { site, ...owner }));
  const { recoveryCodes } = value(await gate.call('setup.prove', { code: codeAt(totp.secret, Date.now()) }));
  const codes: Record<string, string[]> = { 'the phone’s secret': [totp.secret], 'a recovery code': recoveryCodes };
  if (withKit) {
    const { kitCode } = value(await gate.call('setup.kit', {}));
    value(await gate.call('setup.kit-prove', { kitCode }));
    codes['the kit’s code'] = [kitCode];
  } else {
    const lead = { name: 'Boris Moss', username: 'boris' };
    codes['an enrolment code'] = [value(await gate.call('setup.second-lead', lead)).enrolmentCode];
  }
  value(await gate.call('setup.finish', {}));
  await seat.until('open');
  return Object.fromEntries(
    Object.entries(codes).map(([what, all]) => [what, all.flatMap((code) => [code, code.replace(/[\s-]/g, '')])]),
  );
}

async function attempt(seat: ChildSeat, name: 'unlock', request: { password: string }): Promise<Result<unknown>> {
  const gate = await seat.gate('entry');
  const reply = await gate.call(name, request);
  gate.close();
  return reply;
}

async function notesOf(seat: ChildSeat) {
  const port = await seat.port('desk', 'vault');
  return connect(port, vaultContract);
}

async function writeNote(seat: ChildSeat, text: string): Promise<string> {
  const notes = await notesOf(seat);
  const saved = new Promise<void>((resolve) => {
    notes.on('save-state', ({ state }) => {
      if (state === 'saved') resolve();
    });
  });
  const { id } = value(await notes.call('notes.create', { template: null }));
  await notes.call('notes.write', { id, change: 1, text, caret: text.length });
  await saved;
  return id;
}

/** Whether the hunt sees what is there: the note and the key in the vault while the desk is open. */
async function seesThem(seat: ChildSeat, wanted: Wanted): Promise<boolean> {
  const last = performance.now() + patience;
  while (performance.now() < last) {
    const held = heldBy(seat.children(), wanted).filter(({ kind }) => kind === 'vault');
    if (['a note', 'the user key'].every((what) => held.some((one) => one.what === what))) return true;
    await sleep(100);
  }
  return false;
}

function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result.value;
}
