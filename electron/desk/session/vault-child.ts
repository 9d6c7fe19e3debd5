import { fromVault, type FromVault, type ToVault } from '../../../shared/contract/vault.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import { readAs } from '../../../shared/read-as.ts';
import type { Child, PipeEnd } from '../host.ts';
import { answerOutbox } from './outbox.ts';

/** What a vault has found changed in its file at its opening. */
export type Altered = Extract<FromVault, { type: 'ready' }>['altered'];

export type VaultChild = {
  readonly account: string;
  /** Gives the desk window a port to the notes. */
  attach(renderer: PipeEnd): void;
  /** Takes it away again. */
  detach(): void;
  /** A step-up: the vault lends the user key to that gate. */
  lend(gate: PipeEnd): void;
  noteExpiry(at: number): void;
  /** A lead says that the wall clock is right. */
  confirmTime(): void;
  /** Commits what is pending and ends. @returns how many places the guard made it mask. */
  close(): Promise<number>;
  drop(): Promise<void>;
};

/** Design, section 6: a vault that has not flushed by then is killed all the same; nothing older than 300 ms is lost. */
const flushLimit = 80;
/** A vault that has neither its key nor a fault by then is not coming. */
const startLimit = 20_000;

/** Starts the vault of one person; the user key reaches it through `gate`, never through main. */
export function startVault(
  child: Child,
  start: Extract<ToVault, { type: 'start' }>,
  gate: PipeEnd,
  deps: {
    accept: (entries: OutboxEntry[]) => boolean;
    onReady: (altered: Altered) => void;
    onFault: (fault: Extract<FromVault, { type: 'fault' }>) => void;
    /** It ended, or never began, without having been told to. */
    onGone: () => void;
    onMalformed: (name: string) => void;
    /** The wall clock ran ahead, and notes that ended by it wait for somebody's word. */
    onHeldByClock: () => void;
  },
): VaultChild {
  let ending = false;
  let flushed: (masked: number) => void = () => undefined;
  const send = (message: ToVault, pipes?: PipeEnd[]) => {
    child.send(message, pipes);
  };
  const gone = () => {
    clearTimeout(starting);
    flushed(0);
    if (!ending) deps.onGone();
    ending = true;
  };
  const starting = setTimeout(gone, startLimit);

  child.onMessage((message) => {
    const parsed = readAs(fromVault, message);
    if (!parsed.success) {
      deps.onMalformed('message');
      return;
    }
    const said = parsed.data;
    switch (said.type) {
      case 'ready':
        clearTimeout(starting);
        if (!ending) deps.onReady(said.altered);
        return;
      case 'fault':
        clearTimeout(starting);
        if (!ending) deps.onFault(said);
        return;
      case 'flushed':
        flushed(said.masked);
        return;
      case 'outbox':
        answerOutbox(child, said.entries, deps.accept);
        return;
      case 'malformed':
        deps.onMalformed(said.name);
        return;
      case 'held-by-clock':
        deps.onHeldByClock();
        return;
    }
  });
  child.onExit(gone);
  send(start, [gate]);

  const kill = async () => {
    ending = true;
    clearTimeout(starting);
    await child.kill();
  };
  return {
    account: start.account,
    attach: (renderer) => {
      send({ type: 'attach' }, [renderer]);
    },
    detach: () => {
      send({ type: 'detach' });
    },
    lend: (pipe) => {
      send({ type: 'lend-key' }, [pipe]);
    },
    confirmTime: () => {
      send({ type: 'time-confirmed' });
    },
    noteExpiry: (at) => {
      send({ type: 'note-expiry', at });
    },
    close: async () => {
      if (ending) return 0;
      ending = true;
      const masked = await new Promise<number>((resolve) => {
        flushed = resolve;
        setTimeout(resolve, flushLimit, 0);
        send({ type: 'flush' });
      });
      await kill();
      return masked;
    },
    drop: kill,
  };
}
