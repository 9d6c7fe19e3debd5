import { createHash, createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSigningKey, readSigningKey, type SigningKey } from '../shared/chain/keys.ts';

/** Who this central is to its devices: the TLS key that they pin, and the key and name of its log. */
export type Identity = {
  tls: { key: string; cert: string };
  /** SHA-256 of the certificate's SubjectPublicKeyInfo, hex. */
  keyPin: string;
  logKey: SigningKey;
  /** The log's name in every checkpoint; made once and never reused. */
  origin: string;
};

const years = 30;

/**
 * Reads the identity from the data folder, or makes it at the first start. The certificate is its own authority: devices
 * compare its key with the token's pin and ask nobody else, so it may live long.
 */
export async function openIdentity(folder: string): Promise<Identity> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = kept(folder, 'tls-key.pem');
  const cert = kept(folder, 'tls-cert.pem');
  const tls = key !== null && cert !== null ? { key, cert } : await makeTls(folder, key);
  const logKey = readSigningKey(keptOrMade(folder, 'log-key', () => createSigningKey().secret));
  if (!logKey) throw new Error('the file log-key in the data folder is damaged; restore it from a backup');
  const origin = keptOrMade(folder, 'log-origin', () => `cleandesk/${randomBytes(8).toString('hex')}`);
  const spki = new X509Certificate(tls.cert).publicKey.export({ type: 'spki', format: 'der' });
  return { tls, keyPin: createHash('sha256').update(spki).digest('hex'), logKey, origin };
}

/** @param known the key of an earlier start that did not come to its certificate: devices may have its pin. */
async function makeTls(folder: string, known: string | null): Promise<Identity['tls']> {
  const keyPair = known === null ? null : { privateKey: known, publicKey: publicPem(known) };
  const notAfterDate = new Date(Date.now() + years * 365 * 86_400_000);
  // Only a first start pays for loading what makes certificates.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'Cleandesk central' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate,
    ...(keyPair ? { keyPair } : {}),
  });
  if (known === null) write(folder, 'tls-key.pem', made.private);
  write(folder, 'tls-cert.pem', made.cert);
  return { key: known ?? made.private, cert: made.cert };
}

const publicPem = (key: string) => createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

function kept(folder: string, name: string): string | null {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function keptOrMade(folder: string, name: string, make: () => string): string {
  const known = kept(folder, name);
  if (known !== null) return known;
  const value = make();
  write(folder, name, value);
  return value;
}

/**
 * Readable by central's own user only. The name appears when the whole file is on the disk, and a file that is there
 * is never written over: a key that devices know cannot be lost by a start that dies or by two at once.
 */
function write(folder: string, name: string, value: string): void {
  const unfinished = join(folder, `${name}.${randomBytes(6).toString('hex')}`);
  writeFileSync(unfinished, value, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(unfinished, join(folder, name));
  } finally {
    unlinkSync(unfinished);
  }
}
