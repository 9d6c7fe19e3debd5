import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCentral, type TestCentral } from '../support/central.ts';
import { createEnrolledDesk, type EnrolledDesk } from '../support/enrolled-desk.ts';
import { startLyingCentral, type LyingCentral } from '../support/lying-central.ts';

const device = '0192f0c0-aaaa-7000-8000-000000000001';
let desk: EnrolledDesk;

const until = (state: string) => expect.poll(() => desk.sync().state().state).toBe(state);

/** From now on: after how many requests to that central the desk has planned its next try, and in how many milliseconds. */
function watchTries(liar: LyingCentral): [requests: number, wait: number][] {
  const tries: [number, number][] = [];
  const before = liar.requests();
  desk.sync().onChange(() => {
    const { nextTry } = desk.sync().state();
    const count = liar.requests() - before;
    if (nextTry !== null && count > (tries.at(-1)?.[0] ?? 0)) tries.push([count, nextTry - desk.profile.clock.now()]);
  });
  return tries;
}

describe('a central that forgets what it acknowledged', () => {
  let central: TestCentral;
  beforeEach(async () => {
    central = await startTestCentral();
    desk = await createEnrolledDesk(central.now, device);
    await desk.sync().enrol(await central.token());
    desk.happen(20);
    await until('up-to-date');
    await expect.poll(() => desk.sync().state().waiting).toBe(0);
  });
  afterEach(async () => {
    await desk.end();
    await central.end();
  });

  it('gets it again, and the desk keeps the alert, also after a restart, until a lead closes it', async () => {
    await central.forget();
    desk.happen();
    await expect.poll(() => desk.sync().state().alert).toBe('forgot');
    await until('up-to-date');
    expect(desk.count('central.forgot')).toBe(1);
    expect((await central.proof()).events).toBe(desk.log().state().length);
    await desk.stop();
    await desk.start();
    expect(desk.sync().state().alert).toBe('forgot');
    desk.sync().closeAlert(null);
    expect(desk.sync().state().alert).toBeNull();
    expect(desk.count('central.alert-closed')).toBe(1);
    await until('up-to-date');
  });

  it('and whose log went on otherwise is believed again only after a lead has closed the alert', async () => {
    await central.forget();
    const other = await createEnrolledDesk(central.now, '0192f0c0-aaaa-7000-8000-000000000002');
    await other.sync().enrol(await central.token());
    await expect.poll(() => other.sync().state().state).toBe('up-to-date');
    await other.end();
    desk.happen();
    await expect.poll(() => desk.sync().state().alert).toBe('inconsistent');
    await until('wrong-identity');
    const { waiting } = desk.sync().state();
    expect(waiting).toBeGreaterThan(20);
    const asked = central.lines.length;
    desk.sync().retryNow();
    await expect.poll(() => central.lines.length).toBeGreaterThan(asked);
    await until('wrong-identity');
    expect(desk.sync().state()).toMatchObject({ waiting, alert: 'inconsistent' });
    desk.sync().closeAlert(null);
    await until('up-to-date');
    expect(desk.sync().state()).toMatchObject({ waiting: 0, alert: null });
  });

  it('cannot hide it in a desk’s leaving: the log must go on from where the desk left it', async () => {
    desk.sync().leave();
    await central.forget();
    const other = await createEnrolledDesk(central.now, '0192f0c0-aaaa-7000-8000-000000000002');
    await other.sync().enrol(await central.token());
    other.happen(40);
    await expect.poll(() => other.sync().state().waiting).toBe(0);
    await other.end();
    expect(await desk.sync().enrol(await central.token())).toMatchObject({ ok: true });
    await expect.poll(() => desk.sync().state().alert).toBe('inconsistent');
    await until('wrong-identity');
  });
});

describe('a central that lies', () => {
  let liar: LyingCentral;
  beforeEach(async () => {
    liar = await startLyingCentral();
    desk = await createEnrolledDesk(() => Date.UTC(2026, 9, 5, 8), device);
    await desk.sync().enrol(liar.token(desk.profile.clock.now() + 1000));
    await until('up-to-date');
  });
  afterEach(async () => {
    await desk.end();
    liar.end();
  });

  it('about how far it took a batch is alerted and asked more and more rarely', async () => {
    liar.lies((honest) => ({ ...honest, upTo: -1 }));
    const tries = watchTries(liar);
    desk.happen();
    await until('wrong-identity');
    expect(desk.sync().state().alert).toBe('inconsistent');
    await expect
      .poll(() => tries.slice(0, 2))
      .toEqual([
        [1, 1000],
        [2, 2000],
      ]);
    expect(desk.count('central.identity-wrong')).toBe(1);
  });

  it('about what it put into its log is found out by every event that it left out, not only by the last', async () => {
    const rest = (events: Uint8Array[]) => events.slice(1);
    liar.keeps(rest);
    desk.happen(5);
    await until('wrong-identity');
    expect(desk.sync().state()).toMatchObject({ alert: 'inconsistent', waiting: 6 });
  });

  it('that it forgot, again and again, is written down once and asked more and more rarely', async () => {
    liar.lies(() => ({ code: 'gap', time: desk.profile.clock.now(), next: 0 }));
    const tries = watchTries(liar);
    desk.happen();
    await until('offline');
    // At once again after the first time, and then no more.
    await expect
      .poll(() => tries.slice(0, 2))
      .toEqual([
        [2, 1000],
        [3, 2000],
      ]);
    expect(desk.count('central.forgot')).toBe(1);
  });

  it('about the time, now so and now so, fills no log: the offset is written at most once an hour', async () => {
    let turn = 0;
    liar.lies((honest) => {
      turn += 1;
      return turn % 2 === 0 ? honest : { code: 'clock', time: 1_000_000_000_000 * turn };
    });
    for (let each = 0; each < 4; each += 1) {
      desk.happen();
      await expect.poll(() => desk.sync().state().waiting).toBe(0);
    }
    expect(desk.count('central.clock-offset')).toBe(1);
    desk.profile.clock.pass(3_600_000);
    desk.happen();
    await expect.poll(() => desk.sync().state().waiting).toBe(0);
    expect(desk.count('central.clock-offset')).toBe(2);
  });
});
