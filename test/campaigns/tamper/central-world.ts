import { randomUUID } from 'node:crypto';
import type { SignedHead } from '../../../shared/chain/head.ts';
import { readToken, type EnrolmentToken } from '../../../shared/sync/token.ts';
import type { TestCentral } from '../../support/central.ts';
import { createEnrolledDesk, type EnrolledDesk } from '../../support/enrolled-desk.ts';
import type { Scene } from './scene.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';

/** A desk as it was left, with what it knows of its own log. */
export type LeftDesk = { device: string; state: Snapshot; publicKey: string; head: SignedHead };

export type CentralWorld = {
  scenes: readonly Scene[];
  desks: readonly LeftDesk[];
  token: EnrolmentToken;
  now: number;
  exports: { now: Buffer; earlier: Buffer };
};

/** Two desks send their day to a real central, over a real socket. */
export async function sendTwoDays(central: TestCentral): Promise<CentralWorld> {
  const snap = (name: string) => takeSnapshot(name, central.folder, { items: new Map() });
  const older: Snapshot[] = [];
  const text = await central.token();
  const desks: { device: string; desk: EnrolledDesk }[] = [];
  for (const [count, token] of [
    [120, text],
    [90, await central.token()],
  ] as const) {
    const device = randomUUID();
    const desk = await createEnrolledDesk(central.now, device);
    desk.happen(count);
    const enrolled = await desk.sync().enrol(token);
    if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.code}`);
    await everythingSent(desk);
    desks.push({ device, desk });
    older.push(snap(`desks: ${desks.length}`));
  }
  const earlier = Buffer.from((await central.proof()).text);
  for (const { desk } of desks) {
    desk.happen(60);
    await everythingSent(desk);
  }
  const now = Buffer.from((await central.proof()).text);
  const left: LeftDesk[] = [];
  for (const { device, desk } of desks) {
    const head = desk.log().signHead();
    const { publicKey } = desk.log();
    await desk.log().anchored();
    await desk.stop();
    const { folder, keychain } = desk.profile;
    left.push({ device, publicKey, head, state: takeSnapshot(device, folder, keychain) });
  }
  const size = left.reduce((sum, { head }) => sum + head.seq + 1, 0);
  const scenes = [{ name: 'central', now: snap('now'), older, anchored: size }];
  const token = readToken(text);
  if (!token) throw new Error('no token');
  return { scenes, desks: left, token, now: central.now(), exports: { now, earlier } };
}

function everythingSent(desk: EnrolledDesk): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (desk.log().waiting() === 0) resolve();
    };
    desk.sync().onChange(look);
    desk.sync().retryNow();
    look();
  });
}
