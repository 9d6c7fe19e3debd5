import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnChild } from '../../../electron/preview/children.ts';
import { fileKeychain } from '../../../electron/preview/file-keychain.ts';
import { openPipe } from '../../../electron/preview/pipes.ts';
import { giveKey } from '../../../electron/vault/key-hand.ts';
import type { ToGate } from '../../../shared/contract/gate-process.ts';
import type { ToVault } from '../../../shared/contract/vault.ts';
import { portOf } from '../../support/pipe-port.ts';
import { talkOver, type PortTalk } from './port-talk.ts';
import { watchDatabases } from './unchanged.ts';

export type ChildRig = {
  kind: 'gate' | 'vault';
  /** As the page has it. */
  page: PortTalk;
  /** As main speaks to it. */
  main(message: unknown): void;
  /** Waits until the child has said that something was malformed under that name, or has ended. */
  heardMalformed(name: string): Promise<void>;
  changes(): string[];
  stop(): Promise<void>;
};

const service = 'Cleandesk fuzz vault';
const account = '0192f0c0-1111-7000-8000-000000000001';

/** A gate before its first set-up, or an open vault, each a process of its own. @param died hears of its end. */
export async function openChild(kind: 'gate' | 'vault', died: (why: string) => void): Promise<ChildRig> {
  const profile = mkdtempSync(join(tmpdir(), `cleandesk-fuzz-${kind}-`));
  const keychain = join(profile, 'keychain');
  mkdirSync(join(profile, 'vaults'));
  if (kind === 'vault') await fileKeychain(keychain, service).set('device', Buffer.alloc(32, 7).toString('base64'));
  const child = spawnChild(kind, keychain);
  const [page, pageEnd] = openPipe();
  const talk = talkOver(portOf(page));
  const said: { type: string; name?: string }[] = [];
  const listeners = new Set<() => void>();
  let ending = false;
  let hasEnded = false;
  child.onMessage((message) => {
    said.push(message as { type: string });
    for (const listener of listeners) listener();
  });
  child.onExit(() => {
    hasEnded = true;
    if (!ending) died(`the ${kind} ended`);
    for (const listener of listeners) listener();
    talk.end();
  });
  const heard = (fits: (message: { type: string; name?: string }) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        const at = said.findIndex(fits);
        if (at === -1 && !hasEnded) return;
        if (at !== -1) said.splice(at, 1);
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
  if (kind === 'gate') {
    child.send({ type: 'start', profile, keychainService: service } satisfies ToGate);
    await heard(({ type }) => type === 'ready');
    child.send({ type: 'attempt', session: null, grant: null } satisfies ToGate, [pageEnd]);
  } else {
    const [gate, vaultEnd] = openPipe();
    const noteExpiry = Date.now() + 9 * 3_600_000;
    child.send({ type: 'start', profile, keychainService: service, account, noteExpiry } satisfies ToVault, [vaultEnd]);
    void giveKey(portOf(gate), { account, key: new Uint8Array(32).fill(1) });
    await heard(({ type }) => type === 'ready');
    child.send({ type: 'attach' } satisfies ToVault, [pageEnd]);
  }
  const watch = watchDatabases(() =>
    [profile, join(profile, 'vaults')].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.db'))
        .map((name) => join(folder, name)),
    ),
  );
  await watch.settle();
  return {
    kind,
    page: talk,
    main: (message) => {
      child.send(message);
    },
    heardMalformed: (name) => heard((message) => message.type === 'malformed' && message.name === name),
    changes: watch.changes,
    stop: async () => {
      ending = true;
      watch.end();
      await child.kill();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
