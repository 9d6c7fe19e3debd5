import { KeychainError, type Keychain } from './keychain.ts';

/** Loaded at the first question: where the system's library is missing, that is a keychain that is missing. */
const keytar = async () => (await import('keytar')).default;

/** The real keychain: macOS Keychain, Windows Credential Manager, or a Secret Service over D-Bus. */
export function systemKeychain(service: string): Keychain {
  return {
    get: (account) => attempt(async () => (await keytar()).getPassword(service, account)),
    set: (account, secret) => attempt(async () => (await keytar()).setPassword(service, account, secret)),
    delete: async (account) => {
      await attempt(async () => (await keytar()).deletePassword(service, account));
    },
    list: async () =>
      (await attempt(async () => (await keytar()).findCredentials(service))).map(({ account, password }) => ({
        account,
        secret: password,
      })),
  };
}

async function attempt<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    throw new KeychainError(isLocked(error) ? 'locked' : 'missing', error);
  }
}

/** libsecret and macOS name a refusal by the person or a locked collection; everything else is "no keychain". */
function isLocked(error: unknown): boolean {
  return error instanceof Error && /lock|denied|dismiss|cancel|not allowed|interaction/i.test(error.message);
}
