import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProbePoint } from '../../electron/vault/gate/probe.ts';
import { createGateRig, owner, phone, setUp, signIn, type GateRig, type SetUp } from '../support/gate-rig.ts';

/** A gate that is killed: it throws at the n-th point, after which nothing of it runs, and another is started. */
const points: ProbePoint[] = [
  ...(['before-commit', 'committed', 'anchored', 'argon2', 'checked'] as const),
  ...(['before-commit', 'committed', 'anchored'] as const),
];
/** The last commit of a sign-in consumes the code. */
const consumedFrom = 6;
const countedFrom = 1;

let prepared: GateRig;
let made: SetUp;
let rig: GateRig;
const code = () => phone(rig.clock, made.secret).code();

beforeAll(async () => {
  prepared = createGateRig();
  made = await setUp(prepared);
});
beforeEach(() => {
  rig = prepared.copy();
});

async function killedAt(index: number, password: string, typed = code()): Promise<ProbePoint[]> {
  const reached: ProbePoint[] = [];
  const { reply } = await signIn(rig, owner.username, password, { code: typed }, (point) => {
    reached.push(point);
    if (reached.length > index) throw new Error('killed');
  });
  if (reached.length > index) expect(reply).toEqual({ ok: false, code: 'internal' });
  return reached;
}

/** How many failures the gate counts: by what the next refused attempt says. */
async function failuresCounted(): Promise<number> {
  await signIn(rig, owner.username, 'seven loud lanterns hum', { code: code() });
  const last = rig.events.at(-1)?.draft;
  return Number(last?.data['failures']) - 1;
}

describe('a kill between any two steps of a sign-in gives no free guess', () => {
  it.each(points.slice(0, 5).map((point, index) => [index, point] as const))(
    'wrong password, killed at step %i (%s)',
    async (index) => {
      const reached = await killedAt(index, 'seven loud lanterns hum');
      expect(reached).toEqual(points.slice(0, index + 1));
      // Before the first commit nothing was compared, so that nothing was guessed.
      expect(await failuresCounted()).toBe(index >= countedFrom ? 1 : 0);
    },
  );

  it.each(points.map((point, index) => [index, point] as const))(
    'right password and code, killed at step %i (%s): the code never works twice',
    async (index) => {
      const typed = code();
      const reached = await killedAt(index, owner.password, typed);
      expect(reached).toEqual(points.slice(0, index + 1));
      const { reply } = await signIn(rig, owner.username, owner.password, { code: typed });
      const consumed = index >= consumedFrom;
      expect(reply).toMatchObject(consumed ? { code: 'code-used' } : { ok: true });
      const attempts = rig.events.filter(({ draft }) => draft.type === 'sign-in').slice(1);
      // Each attempt that was counted is told, once, in consecutive numbers.
      const told = rig.events.map(({ n }) => n);
      expect(told).toEqual(told.map((_, at) => at + 1));
      expect(attempts.length).toBe(index >= countedFrom ? 2 : 1);
    },
  );

  it('ten kills in the middle of guessing lock the account as ten failures do', async () => {
    for (let failures = 0; failures < 10; failures += 1) {
      await killedAt(4, 'seven loud lanterns hum');
      if (failures >= 4 && failures < 9) rig.clock.pass(10_000 * 2 ** (failures - 4));
    }
    expect((await signIn(rig, owner.username, owner.password, { code: code() })).reply).toEqual({
      ok: false,
      code: 'denied',
    });
  });
});
