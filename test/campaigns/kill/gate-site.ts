import { join } from 'node:path';
import { codeAt } from '../../../build/demo/code-at.ts';
import { talkToGate } from '../../../build/demo/gate-talk.ts';
import { openAuditLog } from '../../../electron/desk/audit/audit-log.ts';
import { openDeskDatabase } from '../../../electron/desk/store/desk-database.ts';
import { fileKeychain } from '../../../electron/preview/file-keychain.ts';
import { systemClock, type Clock } from '../../../shared/clock.ts';
import type { Result } from '../../../shared/result.ts';

export const service = 'Cleandesk kill vault';
export const owner = { name: 'Olga Petrova', username: 'olga', password: 'seven quiet lanterns hum' };
const site = { name: 'North', zone: 'Europe/Berlin', language: 'en' as const };
/** Some minutes ago, so that the codes of the present are fresh. */
const clock: Clock = { now: () => Date.now() - 5 * 60_000, running: systemClock.running };

/** A console that its owner has set up, in `folder`; `told` of its gate's events are in the log. */
export async function setUpSite(folder: string): Promise<{ account: string; secret: string; told: number }> {
  const profile = join(folder, 'profile');
  const keychainFor = (of: string) => fileKeychain(join(folder, 'keychain'), of);
  const db = value(openDeskDatabase(profile));
  const chains = keychainFor('Cleandesk kill main');
  const log = value(await openAuditLog({ db, clock, keychain: chains, version: '0.1.0', siteName: () => site.name }));
  const { page } = await talkToGate({ profile, keychainService: service, keychainFor, clock, audit: log });
  const { totp } = value(await page.call('setup.begin', { site, ...owner }));
  value(await page.call('setup.prove', { code: codeAt(totp.secret, clock.now()) }));
  value(await page.call('setup.second-lead', { name: 'Boris Weber', username: 'boris' }));
  const { id } = value(await page.call('setup.finish', {}));
  const told = db.prepare<[], number>("SELECT n FROM outbox_sources WHERE source = 'accounts'").pluck().get() ?? 0;
  await log.anchored();
  log.close();
  return { account: id, secret: totp.secret, told };
}

function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`the site was refused: ${JSON.stringify(result)}`);
  return result.value;
}
