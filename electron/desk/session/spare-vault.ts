import type { ToVault } from '../../../shared/contract/vault.ts';
import type { Child } from '../host.ts';

/** A password is typed and a gate answers long before; a process that nobody has used by then is not needed. */
const limit = 10_000;

export type SpareVault = {
  /** While somebody types and a gate checks, a vault's program comes up: with no person, no file and no key. */
  start(): void;
  /** The gate has this person's password: the one that is there gets their keychain items ready. */
  expect(account: string): void;
  /** Another attempt has begun: whom the last one has proven does not come. One that expects nobody stays. */
  expectNobody(): void;
  /** The one that is coming up, or a fresh one: for the person whom the gate has let in. */
  take(): Child;
  /** The gate has let nobody in. */
  drop(): void;
};

/** Keeps at most one process in which a vault may begin. It learns whom to expect by `expect`, and what it is for only by `startVault`. */
export function createSpareVault(deps: {
  spawn: () => Child;
  keychainService: string;
  onDropped: () => void;
}): SpareVault {
  const { spawn, keychainService, onDropped } = deps;
  let spare: Child | null = null;
  let isExpecting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = (): Child | null => {
    clearTimeout(timer);
    const released = spare;
    spare = null;
    isExpecting = false;
    return released;
  };
  const drop = () => {
    void release()?.kill();
    onDropped();
  };
  return {
    start: () => {
      clearTimeout(timer);
      timer = setTimeout(drop, limit);
      if (spare) return;
      const child = spawn();
      spare = child;
      child.onExit(() => {
        if (spare === child) release();
      });
    },
    expectNobody: () => {
      if (isExpecting) drop();
    },
    expect: (account) => {
      isExpecting = spare !== null;
      spare?.send({ type: 'expect', keychainService, account } satisfies ToVault);
    },
    take: () => release() ?? spawn(),
    drop,
  };
}
