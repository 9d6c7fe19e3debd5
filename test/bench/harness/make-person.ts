import { codeAt } from '../../../build/demo/code-at.ts';
import { talkToGate } from '../../../build/demo/gate-talk.ts';
import { openAuditLog } from '../../../electron/desk/audit/audit-log.ts';
import { openDeskDatabase } from '../../../electron/desk/store/desk-database.ts';
import { toBase64 } from '../../../electron/vault/crypto/bytes.ts';
import { openVault } from '../../../electron/vault/notes/open-vault.ts';
import { systemClock, type Clock } from '../../../shared/clock.ts';
import type { Result } from '../../../shared/result.ts';
import { createMemoryKeychain } from '../../support/memory-keychain.ts';
import type { SamplePerson } from './person.ts';
import { sampleDocuments, storeNotes } from './sample-notes.ts';

/**
 * `node make-person.ts PROFILE NOTES`: a console that one person has set up, with so many notes. Everything goes
 * through the gate, the log and the vault that people use; the keychain's items are printed, for whoever puts them into
 * a real one. A process of its own, because gate and vault let go of their files only by ending.
 */
const [profile = '', count = '0'] = process.argv.slice(2);
const service = 'Cleandesk';
const owner = { name: 'Anna Kent', username: 'anna', password: 'quiet river over stones' };
/** Some minutes ago, so that the codes of the present are fresh. */
const clock: Clock = { now: () => Date.now() - 5 * 60_000, running: systemClock.running };
const keychain = createMemoryKeychain();
const site = { name: 'North Contact Centre', zone: 'UTC', language: 'en' as const };

const db = value(openDeskDatabase(profile));
const chains = keychain.keychainFor(`${service} main`);
const audit = value(await openAuditLog({ db, clock, keychain: chains, version: '0.0.0', siteName: () => site.name }));
const { keychainFor } = keychain;
const { page, handOver } = await talkToGate({
  ...{ profile, keychainService: `${service} vault`, keychainFor, clock, audit },
});
const { totp } = value(await page.call('setup.begin', { site, ...owner }));
value(await page.call('setup.prove', { code: codeAt(totp.secret, clock.now()) }));
value(await page.call('setup.second-lead', { name: 'Boris Weber', username: 'boris' }));
const { id: account } = value(await page.call('setup.finish', {}));
const userKey = await handOver();
await storeSamples(userKey);
audit.close();

const items = [...keychain.items].flatMap(([of, stored]) =>
  [...stored].map(([item, secret]) => ({ service: of, account: item, secret })),
);
const made: SamplePerson = { ...owner, secret: totp.secret, userKey: toBase64(userKey), items };
process.stdout.write(JSON.stringify(made), () => process.exit(0));

async function storeSamples(userKey: Uint8Array): Promise<void> {
  const vault = await openVault({
    ...{ profile, account, userKey, clock: systemClock },
    keychain: keychainFor(`${service} vault`),
  });
  if ('type' in vault) throw new Error(`the vault does not open: ${vault.kind}`);
  await storeNotes(vault, sampleDocuments(Number(count), Date.now()), Date.now() + 12 * 3_600_000);
  await vault.anchors.keep();
}

function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`the sample person was refused: ${JSON.stringify(result)}`);
  return result.value;
}
