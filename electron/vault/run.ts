import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';
import { toVault, vaultContract, type FromVault, type ToVault } from '../../shared/contract/vault.ts';
import type { Keychain } from '../../shared/keychain/keychain.ts';
import type { ParentLink, Port } from '../../shared/port.ts';
import { readAs } from '../../shared/read-as.ts';
import { serve } from '../../shared/rpc.ts';
import { askForKey, giveKey } from './key-hand.ts';
import type { AnchorKeeper } from './notes/anchor.ts';
import { createNotes, type Notes } from './notes/notes.ts';
import { openVault } from './notes/open-vault.ts';
import { createPostman } from './notes/postman.ts';
import { keepTime } from './notes/time-keeper.ts';
import { readVaultItems, type VaultItems } from './notes/vault-items.ts';

/** Of the 80 ms that a lock gives, so many for the keychain: without its answer the last anchor holds. */
const anchorPatience = 40;

type Start = Extract<ToVault, { type: 'start' }>;
type Expected = { account: string; keychain: Keychain; items: Promise<VaultItems> };
type Push = ReturnType<typeof serve<typeof vaultContract>>['push'];

/**
 * The vault process: one person's notes, from the moment a gate hands over the user key until the process is killed.
 * Main sends orders and hears facts; notes travel only over the port of the person's own window.
 */
export function runVault(deps: {
  link: ParentLink;
  keychainFor: (service: string) => Keychain;
  clock: Clock;
  /** What the program does until it learns whose vault it is; @returns how to leave off. */
  warmUp?: () => () => void;
}): void {
  const { link, keychainFor, clock } = deps;
  const say = (message: FromVault) => {
    link.send(message);
  };
  let started: Start | null = null;
  let expected: Expected | null = null;
  let noteExpiry = 0;
  let userKey: Uint8Array | null = null;
  let notes: Notes | null = null;
  let anchors: AnchorKeeper | null = null;
  let timeKeeper: ReturnType<typeof keepTime> | null = null;
  let postman: ReturnType<typeof createPostman> | null = null;
  let window: { port: Port; push: Push } | null = null;
  /** A window's port that came before the notes were open. */
  let early: Port | null = null;

  const open = async (
    { profile, account }: Start,
    { key, keychain, items }: { key: Uint8Array; keychain: Keychain; items: Promise<VaultItems> },
  ) => {
    const opened = await openVault({ profile, account, userKey: key, keychain, items, clock });
    if ('type' in opened) {
      say(opened);
      return;
    }
    const { storage, time } = opened;
    anchors = opened.anchors;
    const post = createPostman(storage, (entries) => {
      say({ type: 'outbox', entries });
    });
    postman = post;
    const own = createNotes(opened, {
      clock,
      noteExpiry: () => noteExpiry,
      report: (state) => window?.push('save-state', state),
      told: post.deliver,
    });
    notes = own;
    timeKeeper = keepTime({
      time,
      keychain,
      storage,
      notes: own,
      onChanged: () => window?.push('notes-changed', {}),
      onHeld: (hours) => {
        say({ type: 'held-by-clock', hours });
      },
      told: post.deliver,
    });
    post.deliver();
    say({ type: 'ready', notes: own.count(), altered: opened.altered });
    if (early) attach(own, early);
    early = null;
  };

  const flush = async () => {
    const masked = notes?.flush() ?? 0;
    await Promise.race([anchors?.keep().catch(() => undefined), sleep(anchorPatience)]);
    say({ type: 'flushed', masked });
  };

  const detach = () => {
    early = null;
    if (!window) return;
    const { port } = window;
    window = null;
    port.close();
    notes?.windowClosed();
  };
  const attach = (own: Notes, port: Port) => {
    detach();
    const { push } = serve(port, vaultContract, own.handlers, {
      onMalformed: (name) => {
        say({ type: 'malformed', name });
      },
      // An answer `internal` goes back; what an error says could carry a note, so it goes nowhere.
      onError: () => undefined,
    });
    const here = { port, push };
    window = here;
    port.onClose(() => {
      if (window === here) detach();
    });
  };

  const coolDown = deps.warmUp?.();
  const expect = ({ keychainService, account }: { keychainService: string; account: string }): Expected => {
    coolDown?.();
    const keychain = keychainFor(keychainService);
    const items = readVaultItems(keychain, account);
    // What is wrong with it is found, and told, where it is used.
    items.catch(() => undefined);
    return (expected = { account, keychain, items });
  };
  const start = (message: Start, gate: Port) => {
    started = message;
    noteExpiry = message.noteExpiry;
    // While the key is on its way, where nobody was expected or somebody else was.
    const { keychain, items } = expected?.account === message.account ? expected : expect(message);
    void askForKey(gate).then((handed) => {
      if (handed?.account !== message.account) {
        say({ type: 'malformed', name: 'user-key' });
        return;
      }
      userKey = handed.key;
      gate.close();
      void open(message, { key: userKey, keychain, items });
    });
  };

  link.onMessage((raw, ports) => {
    const parsed = readAs(toVault, raw);
    const [port] = ports;
    if (!parsed.success) {
      say({ type: 'malformed', name: 'message' });
      return;
    }
    const message = parsed.data;
    switch (message.type) {
      case 'expect':
        if (started) say({ type: 'malformed', name: 'expect' });
        else expect(message);
        return;
      case 'start':
        if (started || !port) say({ type: 'malformed', name: 'start' });
        else start(message, port);
        return;
      case 'note-expiry':
        noteExpiry = message.at;
        return;
      case 'time-confirmed':
        timeKeeper?.confirm();
        return;
      case 'attach':
        if (!port) say({ type: 'malformed', name: 'attach' });
        else if (notes) attach(notes, port);
        else early = port;
        return;
      case 'detach':
        detach();
        return;
      case 'lend-key':
        if (!port || !userKey || !started) say({ type: 'malformed', name: 'lend-key' });
        else void giveKey(port, { account: started.account, key: userKey });
        return;
      case 'flush':
        void flush();
        return;
      case 'outbox-kept':
        postman?.kept(message.ids);
        return;
      case 'outbox-refused':
        postman?.refused();
        return;
    }
  });
}
