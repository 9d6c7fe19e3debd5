import { join } from 'node:path';
import { openAuditLog } from '../../electron/desk/audit/audit-log.ts';
import { openDeskDatabase } from '../../electron/desk/store/desk-database.ts';
import { createSync } from '../../electron/desk/sync/index.ts';
import { fileKeychain } from '../../electron/preview/file-keychain.ts';
import { openPreviewFolder } from '../../electron/preview/profile-folder.ts';
import { systemClock, type Clock } from '../../shared/clock.ts';
import type { Result } from '../../shared/result.ts';
import { codeAt } from './code-at.ts';
import { talkToGate } from './gate-talk.ts';

/**
 * `node build/demo/make-site.ts FOLDER TOKEN VERSION`: a sample site in a preview's folder, its console enrolled to
 * central by the token. Everything goes through the gate, the log and the sync that people use. Prints as JSON who may
 * sign in. A process of its own, because a gate lets go of its files only by ending.
 */
const [folder = '', token = '', version = ''] = process.argv.slice(2);
/** As the preview names them (electron/preview/start-preview.ts). */
const service = 'Cleandesk preview';
const keychainFor = (service: string) => fileKeychain(join(folder, 'keychain'), service);
const { profile } = value(openPreviewFolder(folder));

/** Begins some minutes ago and comes to the present in steps, so that every code is a fresh one. */
let behind = 6 * 60_000;
const clock: Clock = { now: () => Date.now() - behind, running: systemClock.running };
const step = () => {
  behind = Math.max(0, behind - 60_000);
};

const site = {
  name: 'Sample site',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  language: Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ru') ? ('ru' as const) : ('en' as const),
};
const lead = { name: 'Olga Petrova', username: 'olga', password: 'seven quiet lanterns hum' };
const operators = [
  { name: 'Anna Kuznetsova', username: 'anna', password: 'green paper boats drift' },
  { name: 'Timur Akhmetov', username: 'timur', password: 'slow amber clocks agree' },
];

const db = value(openDeskDatabase(profile));
const audit = value(
  await openAuditLog({
    ...{ db, clock, version, siteName: () => site.name },
    keychain: keychainFor(`${service} main`),
  }),
);
const talk = (grant?: string) =>
  talkToGate({
    profile,
    keychainService: `${service} vault`,
    keychainFor,
    clock,
    audit,
    ...(grant === undefined ? {} : { grant }),
  });

const leadSecret = await setUp();
const people = [{ ...lead, role: 'lead', secret: leadSecret }];
for (const operator of operators) people.push(await addOperator(operator));
await enrolConsole();
process.stdout.write(JSON.stringify(people), () => process.exit(0));

async function setUp(): Promise<string> {
  const { page } = await talk();
  const { totp } = value(await page.call('setup.begin', { site, ...lead }));
  value(await page.call('setup.prove', { code: codeOf(totp.secret) }));
  value(await page.call('setup.second-lead', { name: 'Boris Weber', username: 'boris' }));
  value(await page.call('setup.finish', {}));
  return totp.secret;
}

/** The lead adds an operator in the drawer, and the operator enrols with the code. */
async function addOperator(operator: { name: string; username: string; password: string }) {
  step();
  const { name, username, password } = operator;
  const drawer = await talk();
  value(
    await drawer.page.call('drawer', { username: lead.username, password: lead.password, code: codeOf(leadSecret) }),
  );
  const { grant } = await drawer.heard('outcome');
  const adding = await talk(grant?.token ?? '');
  const facts = { name, username, role: 'operator', team: 'Inbound', temporary: false, endsOn: null } as const;
  const { enrolmentCode } = value(await adding.page.call('people.add', facts));
  const { page } = await talk();
  value(await page.call('enrol.begin', { username, enrolmentCode }));
  const { totp } = value(await page.call('enrol.password', { password }));
  value(await page.call('enrol.prove', { code: codeOf(totp.secret) }));
  value(await page.call('enrol.finish', {}));
  return { ...operator, role: 'operator', secret: totp.secret };
}

async function enrolConsole(): Promise<void> {
  behind = 0;
  const ready = await (await talk()).heard('ready');
  if (ready.profile.state !== 'ready') throw new Error('the sample profile does not open');
  const { deviceId } = ready.profile;
  const sync = createSync({
    ...{ db, audit, clock, kind: 'preview', version },
    deviceId: () => deviceId,
    siteName: () => site.name,
  });
  sync.start();
  value(await sync.enrol(token));
  await new Promise<void>((resolve) => {
    const look = () => {
      if (sync.state().state === 'up-to-date') resolve();
    };
    sync.onChange(look);
    look();
  });
  await sync.stop();
  audit.close();
}

function codeOf(secret: string): string {
  return codeAt(secret, clock.now());
}

function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`the sample site was refused: ${JSON.stringify(result)}`);
  return result.value;
}
