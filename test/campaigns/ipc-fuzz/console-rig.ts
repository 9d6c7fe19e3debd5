import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeAt } from '../../../build/demo/code-at.ts';
import { startDesk, type Desk } from '../../../electron/desk/desk.ts';
import { fileKeychain } from '../../../electron/preview/file-keychain.ts';
import { createPreviewHost } from '../../../electron/preview/host.ts';
import { rendererPage } from '../../../electron/preview/pages.ts';
import { filePreferences } from '../../../electron/preview/preferences.ts';
import { openPreviewFolder } from '../../../electron/preview/profile-folder.ts';
import { answer, startWebServer } from '../../../electron/preview/web-server.ts';
import { systemClock } from '../../../shared/clock.ts';
import { gateContract } from '../../../shared/contract/gate.ts';
import type { Result } from '../../../shared/result.ts';
import { connect } from '../../../shared/rpc.ts';
import { enter, openPage, type Entry, type HostilePage } from './hostile-page.ts';
import { watchDatabases } from './unchanged.ts';

/** Where a console stands while it is spoken to. In none of them has a lead proven anything. */
export const phases = ['first-run', 'sign-in', 'locked', 'open'] as const;
export type Phase = (typeof phases)[number];

export type ConsoleRig = {
  phase: Phase;
  folder: string;
  profile: string;
  desk: Desk;
  /** The preview's printed link, and what its one tab has. */
  url: string;
  entry: Entry;
  page(role: 'entry' | 'desk'): Promise<HostilePage>;
  changes(): string[];
  /** Somebody is there, so that the idle lock does not end what is being tried. */
  stayAwake(): void;
  stop(): Promise<void>;
};

const person = { name: 'Olga Petrova', username: 'olga', password: 'seven quiet lanterns hum' };
const site = { name: 'North', zone: 'Europe/Berlin', language: 'en' };

/** A real desk on real files with gate and vault as processes of their own, in the preview's host, brought to a phase. */
export async function openConsole(phase: Phase): Promise<ConsoleRig> {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-fuzz-'));
  const { profile, leave } = value(openPreviewFolder(folder));
  const pages = join(folder, 'pages');
  mkdirSync(pages);
  for (const role of ['entry', 'desk']) writeFileSync(join(pages, `${role}.html`), '<head></head>');
  const started: { desk: Desk | null } = { desk: null };
  const host = createPreviewHost({
    ...{ folder, version: '0.1.0', quit: () => undefined },
    route: async (role, name, body) => started.desk?.route(role, name, body) ?? { ok: false, code: 'closed' },
    malformed: (name) => started.desk?.malformed('ipc', name),
  });
  const desk = startDesk({
    ...{ host, profile, clock: systemClock, preferences: filePreferences(folder) },
    keychainService: 'Cleandesk preview',
    keychain: fileKeychain(join(folder, 'keychain'), 'Cleandesk preview main'),
  });
  started.desk = desk;
  const server = await startWebServer({
    port: 0,
    serve: async (path, _request, response) => {
      answer(response, rendererPage(pages, path));
    },
    onPage: host.attach,
    onMalformed: (name) => {
      desk.malformed('http', name);
    },
  });
  const entry = await enter(server.url);
  await inPhase(desk, 'first-run');
  if (phase !== 'first-run') await setUp(desk, await openPage(server.url, entry, 'entry'));
  if (phase === 'locked') await desk.route('desk', 'lock', { break: null });
  if (phase === 'sign-in') await desk.route('desk', 'sign-out', {});
  await inPhase(desk, phase);
  // Refused, and not before nothing is left of a desk that has just closed.
  if (phase !== 'open') await desk.route('desk', 'gate.open', {});
  const vaults = join(profile, 'vaults');
  const watch = watchDatabases(() => [
    join(profile, 'desk.db'),
    join(profile, 'accounts.db'),
    ...(phase === 'first-run' ? [] : readdirSync(vaults).filter((name) => name.endsWith('.db'))).map((name) =>
      join(vaults, name),
    ),
  ]);
  await watch.settle();
  return {
    ...{ phase, folder, profile, desk, entry, url: server.url, changes: watch.changes },
    page: (role) => openPage(server.url, entry, role),
    stayAwake: () => void desk.route('desk', 'touched', {}),
    stop: async () => {
      watch.end();
      await desk.stop();
      await server.close();
      leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A first run by hand, to the open desk of the site's owner. */
async function setUp(desk: Desk, page: HostilePage): Promise<void> {
  await page.call('gate.open', {});
  const gate = connect(await page.port('gate'), gateContract);
  const { totp } = value(await gate.call('setup.begin', { site: { ...site, language: 'en' }, ...person }));
  value(await gate.call('setup.prove', { code: codeAt(totp.secret, Date.now()) }));
  const { kitCode } = value(await gate.call('setup.kit', {}));
  value(await gate.call('setup.kit-prove', { kitCode }));
  value(await gate.call('setup.finish', {}));
  page.close();
  await inPhase(desk, 'open');
}

async function inPhase(desk: Desk, phase: Phase): Promise<void> {
  for (let tries = 0; tries < 6000; tries += 1) {
    const shown = (await desk.route('entry', 'state', {})) as { value?: { phase?: string } };
    // Not the state: a desk that is coming tells that too.
    const open = (await desk.route('desk', 'evidence.list', {})) as { ok: boolean };
    if (phase === 'open' ? open.ok : !open.ok && shown.value?.phase === phase) return;
    await sleep(10);
  }
  throw new Error(`the console did not come to ${phase}`);
}

function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`the set-up was refused: ${JSON.stringify(result)}`);
  return result.value;
}
