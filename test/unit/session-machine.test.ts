import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginning,
  resumed,
  step,
  type Effect,
  type EndReason,
  type Fact,
  type Locked,
  type SessionEvent,
  type State,
} from '../../electron/desk/session/machine.ts';
import { breakKinds, lockCauses } from '../../shared/events/types.ts';
import { anna, boris, firstRun, readyProfile, sessionFacts } from '../support/fake-host.ts';

const at = (running: number) => ({ wall: 1_000_000 + running, running });
const ready: SessionEvent = { type: 'gate-ready', profile: readyProfile(), at: at(1) };
const enter = (person = anna, op = 'sign-in'): SessionEvent => ({
  ...{ type: 'entered', op, facts: sessionFacts(person), at: at(10) },
});
const lock: SessionEvent = { type: 'lock', cause: 'idle', break: null, at: at(50) };

/** Plays events on a console and keeps what real processes and windows would be. */
function play(...events: SessionEvent[]) {
  let state: State = beginning;
  let vault = false;
  let desk = false;
  const facts: Fact[] = [];
  const effects: Effect['do'][] = [];
  const run = (event: SessionEvent) => {
    const next = step(state, event);
    state = next.state;
    for (const effect of next.effects) {
      effects.push(effect.do);
      if (effect.do === 'start-vault') vault = true;
      if (effect.do === 'drop-vault') vault = false;
      if (effect.do === 'show') desk = effect.window === 'desk';
      if (effect.do === 'log') facts.push(effect.fact);
    }
    // The vault's process is gone when main hears `closed` or `vault-gone`.
    if (event.type === 'closed' || event.type === 'vault-gone') vault = false;
  };
  for (const event of events) run(event);
  return { run, facts, effects, now: () => ({ state, vault, desk }) };
}

/** What a program before this one may have left. */
const lockedBy = (person: typeof anna): Locked => ({
  ...{ is: 'locked', session: { facts: sessionFacts(person), since: at(0) }, notice: null, keptAside: null },
  lock: { since: at(5), cause: 'idle', break: 'lunch', masked: 1 },
});

const moments = fc.nat(100_000_000).map(at);
const anyEvent: fc.Arbitrary<SessionEvent> = fc.oneof(
  fc.constant(ready),
  fc.constant<SessionEvent>({ type: 'gate-ready', profile: firstRun, at: at(1) }),
  fc.record({
    type: fc.constant('fault' as const),
    code: fc.constantFrom('storage' as const, 'audit-unwritable' as const, 'keychain-locked' as const),
    keptAside: fc.constant(null),
    at: moments,
  }),
  fc.constant({ type: 'retry' } as const),
  fc.constantFrom(anna, boris).map((person): SessionEvent => ({ type: 'resume', then: lockedBy(person) })),
  fc.record({
    type: fc.constant('entered' as const),
    op: fc.constantFrom('sign-in', 'unlock', 'enrol.finish', 'setup.finish'),
    facts: fc.constantFrom(sessionFacts(anna), sessionFacts(boris)),
    at: moments,
  }),
  fc.record({ type: fc.constant('vault-ready' as const), at: moments }),
  fc.record({
    type: fc.constant('vault-fault' as const),
    kind: fc.constantFrom('damaged' as const, 'newer' as const, 'storage' as const),
    keptAside: fc.constantFrom(null, '/aside'),
  }),
  fc.record({ type: fc.constant('vault-gone' as const), at: moments }),
  fc.record({
    type: fc.constant('lock' as const),
    cause: fc.constantFrom(...lockCauses),
    break: fc.constantFrom(null, ...breakKinds),
    at: moments,
  }),
  fc.record({
    type: fc.constant('end' as const),
    reason: fc.constantFrom<EndReason>('sign-out', 'put-out', 'shredded', 'session-limit', 'shutdown'),
    at: moments,
  }),
  fc.record({ type: fc.constant('closed' as const), masked: fc.nat(3), at: moments }),
);

describe('the console in any order of events', () => {
  test('is never open without a vault and never locked with one, and the desk window is there only while it is open', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const console = play();
        let vaultGone = false;
        for (const event of events) {
          const before = console.now();
          // A vault that is not there says nothing, and nothing but a vault that was being closed is `closed`.
          if (/^vault-(ready|fault|gone)$/.test(event.type) && (!before.vault || before.state.is === 'closing'))
            continue;
          if (event.type === 'closed' && before.state.is !== 'closing') continue;
          vaultGone = event.type === 'vault-gone';
          console.run(event);
          const { state, vault, desk } = console.now();
          if (state.is === 'open') expect(vault).toBe(true);
          if (['locked', 'sign-in', 'first-run', 'broken', 'starting'].includes(state.is)) expect(vault).toBe(false);
          expect(desk).toBe(state.is === 'open');
        }
        return vaultGone || true;
      }),
      { numRuns: 3000 },
    );
  });

  test('writes every lock and every end of a session down exactly once', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const console = play();
        let locks = 0;
        let ends = 0;
        for (const event of events) {
          const before = console.now().state;
          console.run(event);
          const now = console.now().state;
          if (now.is === 'locked' && (before.is === 'closing' || before.is === 'open')) locks += 1;
          const stood = resumed(before);
          const ended = 'session' in stood && (stood.is === 'locked' || stood.is === 'closing');
          if (ended && (now.is === 'sign-in' || now.is === 'broken')) ends += 1;
          if (before.is === 'locked' && now.is === 'opening' && now.from.is === 'sign-in') ends += 1;
          if (before.is === 'closing' && before.lock && now.is === 'sign-in') locks += 1;
        }
        // A vault that fails at an unlock or a sign-in ends no session that was open.
        const failed = console.facts.filter(({ type }) => type === 'vault-fault').length;
        expect(console.facts.filter(({ type }) => type === 'locked')).toHaveLength(locks);
        expect(console.facts.filter(({ type }) => type === 'signed-out').length).toBeGreaterThanOrEqual(ends - failed);
        expect(console.facts.filter(({ type }) => type === 'signed-out').length).toBeLessThanOrEqual(ends);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('at a lock', () => {
  test('the desk is covered and destroyed before the vault is closed, and the gate is fresh afterwards', () => {
    const console = play(ready, enter(), { type: 'vault-ready', at: at(20) }, lock);
    expect(console.effects.slice(-2)).toEqual(['show', 'close-vault']);
    expect(console.now()).toMatchObject({ state: { is: 'closing' }, desk: false });
    console.run({ type: 'closed', masked: 2, at: at(60) });
    expect(console.now()).toMatchObject({ state: { is: 'locked', lock: { cause: 'idle', masked: 2 } }, vault: false });
    expect(console.effects.at(-1)).toBe('renew-gate');
  });

  test('a second cause changes nothing of the first', () => {
    const console = play(ready, enter(), { type: 'vault-ready', at: at(20) }, lock);
    console.run({ type: 'lock', cause: 'suspend', break: null, at: at(55) });
    console.run({ type: 'closed', masked: 0, at: at(60) });
    expect(console.now().state).toMatchObject({ is: 'locked', lock: { cause: 'idle' } });
  });

  test('a vault that is still starting is closed as well', () => {
    const console = play(ready, enter(), { type: 'lock', cause: 'system-lock', break: null, at: at(15) });
    expect(console.now()).toMatchObject({ state: { is: 'closing' }, desk: false });
    console.run({ type: 'closed', masked: 0, at: at(16) });
    expect(console.now()).toMatchObject({ state: { is: 'locked' }, vault: false });
  });

  test('a vault that died by itself locks the desk', () => {
    const console = play(ready, enter(), { type: 'vault-ready', at: at(20) }, { type: 'vault-gone', at: at(30) });
    expect(console.now()).toMatchObject({ state: { is: 'locked', lock: { cause: 'vault-died' } }, desk: false });
    expect(console.facts).toMatchObject([{ type: 'locked', lock: { cause: 'vault-died' } }]);
  });
});

describe('a locked desk', () => {
  const locked = () => {
    const console = play(ready, enter(), { type: 'vault-ready', at: at(20) }, lock);
    console.run({ type: 'closed', masked: 1, at: at(60) });
    return console;
  };

  test('is unlocked by the same person into the same session, who is told what was masked', () => {
    const console = locked();
    console.run(enter(anna, 'unlock'));
    console.run({ type: 'vault-ready', at: at(90) });
    expect(console.now().state).toMatchObject({ is: 'open', session: { since: at(10) }, masked: 1 });
  });

  test('is not unlocked by anybody else', () => {
    const console = locked();
    console.run(enter(boris, 'unlock'));
    expect(console.now()).toMatchObject({ state: { is: 'locked' }, vault: false });
    expect(console.effects.at(-1)).toBe('renew-gate');
  });

  test('lets another person sign in, which ends the session that was locked', () => {
    const console = locked();
    console.run(enter(boris));
    console.run({ type: 'vault-ready', at: at(90) });
    expect(console.now().state).toMatchObject({ is: 'open', session: { facts: { account: boris.id } }, masked: 0 });
    expect(console.facts.at(-1)).toEqual({ type: 'signed-out', person: anna.id, masked: 0 });
  });

  test('stays locked and says why when the vault cannot be opened', () => {
    const console = locked();
    console.run(enter(anna, 'unlock'));
    console.run({ type: 'vault-fault', kind: 'damaged', keptAside: '/aside' });
    expect(console.now()).toMatchObject({
      state: { is: 'locked', notice: 'vault-damaged', keptAside: '/aside' },
      vault: false,
    });
  });

  test('does not lose its session because the log cannot be written for a while', () => {
    const console = locked();
    console.run({ type: 'fault', code: 'audit-unwritable', keptAside: null, at: at(70) });
    expect(console.now().state.is).toBe('locked');
  });

  test('is unlocked by nobody once the session is over', () => {
    const console = locked();
    console.run({ type: 'end', reason: 'session-limit', at: at(70) });
    console.run(enter(anna, 'unlock'));
    expect(console.now()).toMatchObject({ state: { is: 'sign-in', notice: 'session-limit' }, vault: false });
  });
});

describe('a program that takes another’s place', () => {
  const resume: SessionEvent = { type: 'resume', then: lockedBy(anna) };

  test('shows the lock that was there once its gate is there, and goes on with the session', () => {
    const console = play(resume);
    expect(console.now().state).toMatchObject({ is: 'starting' });
    console.run(ready);
    expect(console.now().state).toEqual(lockedBy(anna));
    console.run(enter(anna, 'unlock'));
    console.run({ type: 'vault-ready', at: at(20) });
    expect(console.now().state).toMatchObject({ is: 'open', session: { since: at(0) }, masked: 1 });
    expect(console.facts.map(({ type }) => type)).toEqual(['break-ended']);
  });

  test('ends that session when it cannot be gone on with', () => {
    for (const event of [
      { type: 'fault', code: 'storage', keptAside: null, at: at(30) },
      { type: 'end', reason: 'session-limit', at: at(30) },
    ] satisfies SessionEvent[]) {
      const console = play(resume, event);
      expect(console.facts.at(-1)).toMatchObject({ type: 'signed-out', person: anna.id });
    }
  });

  test('takes nothing over once it shows something', () => {
    expect(play(ready, resume).now().state).toMatchObject({ is: 'sign-in' });
  });
});

describe('a break', () => {
  const away: SessionEvent = { type: 'lock', cause: 'break', break: 'lunch', at: at(100) };
  const onBreak = () => {
    const console = play(ready, enter(), { type: 'vault-ready', at: at(20) }, away);
    console.run({ type: 'closed', masked: 0, at: at(110) });
    return console;
  };

  test('begins with its lock and ends with the unlock', () => {
    const console = onBreak();
    expect(console.facts).toMatchObject([{ type: 'locked', lock: { break: 'lunch' } }]);
    console.run(enter(anna, 'unlock'));
    console.run({ type: 'vault-ready', at: at(900) });
    expect(console.facts.at(-1)).toMatchObject({
      type: 'break-ended',
      lock: { break: 'lunch', since: at(100) },
      at: at(900),
    });
  });

  test('that nobody comes back from ends with the session', () => {
    const console = onBreak();
    console.run({ type: 'end', reason: 'session-limit', at: at(2000) });
    expect(console.facts.map(({ type }) => type)).toEqual(['locked', 'break-ended', 'signed-out']);
  });
});

describe('what is broken', () => {
  test('is shown with its fault, and tried again when somebody asks', () => {
    const console = play({ type: 'fault', code: 'keychain-locked', keptAside: null, at: at(70) });
    expect(console.now().state).toEqual({ is: 'broken', fault: 'keychain-locked', keptAside: null });
    console.run(enter());
    expect(console.now()).toMatchObject({ state: { is: 'broken' }, vault: false });
    console.run({ type: 'retry' });
    expect(console.effects).toEqual(['reopen']);
    console.run(ready);
    expect(console.now().state.is).toBe('sign-in');
  });

  test('does not take an open desk away: its notes stay readable', () => {
    const console = play(ready, enter(), { type: 'vault-ready', at: at(20) });
    console.run({ type: 'fault', code: 'audit-unwritable', keptAside: null, at: at(70) });
    expect(console.now()).toMatchObject({ state: { is: 'open' }, vault: true });
  });
});
