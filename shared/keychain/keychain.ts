/**
 * The operating system's keychain as Cleandesk uses it. Each item is read and written by one executable only (macOS
 * ties access to it): main has the signing key, gate and vault have the device secret and the shred keys.
 */
export type Keychain = {
  /** @returns null when the item is not there; throws `KeychainError` when the keychain cannot answer. */
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
  delete(account: string): Promise<void>;
  /** All items of this service, by account name. */
  list(): Promise<{ account: string; secret: string }[]>;
};

export class KeychainError extends Error {
  readonly kind: 'missing' | 'locked';
  constructor(kind: 'missing' | 'locked', cause: unknown) {
    super(`keychain ${kind}`, { cause });
    this.kind = kind;
  }
}
