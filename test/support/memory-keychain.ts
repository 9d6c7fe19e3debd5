import { KeychainError, type Keychain } from '../../shared/keychain/keychain.ts';

export type MemoryKeychain = {
  keychainFor(service: string): Keychain;
  /** What is stored, by service and account; tests may remove or change it. */
  items: Map<string, Map<string, string>>;
  /** From now on every call fails like this; null: it works again. */
  fail(kind: KeychainError['kind'] | null): void;
  /** How often it was asked to write or delete, or to do so with the items of that account. */
  writes(account?: string): number;
};

/** A keychain in memory, with the ways in which a real one lets people down. */
export function createMemoryKeychain(): MemoryKeychain {
  const items = new Map<string, Map<string, string>>();
  let failure: KeychainError['kind'] | null = null;
  const written: string[] = [];
  const of = (service: string): Map<string, string> => {
    if (failure) throw new KeychainError(failure, null);
    const known = items.get(service) ?? new Map<string, string>();
    items.set(service, known);
    return known;
  };
  return {
    items,
    fail: (kind) => {
      failure = kind;
    },
    writes: (account) => written.filter((one) => account === undefined || one === account).length,
    keychainFor: (service) => ({
      get: (account) => run(() => of(service).get(account) ?? null),
      set: (account, secret) =>
        run(() => {
          of(service).set(account, secret);
          written.push(account);
        }),
      delete: (account) =>
        run(() => {
          of(service).delete(account);
          written.push(account);
        }),
      list: () => run(() => [...of(service)].map(([account, secret]) => ({ account, secret }))),
    }),
  };
}

/** Later, like a real keychain, and a failure as a rejection. */
async function run<Value>(work: () => Value): Promise<Value> {
  await Promise.resolve();
  return work();
}
