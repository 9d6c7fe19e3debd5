import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { createRandomSupply } from '../../../shared/random-supply.ts';

/** What the seal says: the sum over all sealed rows, and the last event of the log; `at` −1: there is none. */
export type Sealed = { sum: Buffer; at: number; leaf: Buffer };
export type Cell = string | number | Buffer | null;

export type SealKeys = {
  close(sealed: Sealed): Buffer;
  /** @returns null for what this key did not close. */
  open(value: Buffer): Sealed | null;
  /** The sum with a row put in or taken out, which is the same. */
  toggle(sum: Buffer, table: string, cells: readonly Cell[]): Buffer;
};

const hashLength = 32;
export const noHash: Buffer = Buffer.alloc(hashLength);

const label = 'cleandesk/v1/desk-seal';
const aad = Buffer.from(label);
const nonceLength = 12;
const tagLength = 16;
/** Sum ‖ leaf ‖ place (64 bits, big-endian, signed). */
const plainLength = 2 * hashLength + 8;
const wordValues = 2 ** 32;
const freshNonce = createRandomSupply(nonceLength, 256);
const options = { authTagLength: tagLength };

/**
 * The sum is the XOR of an HMAC-SHA-256 of each row, so that a change costs the rows that it touches and no others. It
 * is encrypted (AES-256-GCM), because whoever sees many sums can work out rows that together do not change it.
 * @param secret 32 bytes.
 */
export function createSealKeys(secret: Uint8Array): SealKeys {
  // Key objects: Node looks at bare bytes anew each time, for longer than the encryption takes.
  const keyFor = (purpose: string) =>
    createSecretKey(new Uint8Array(hkdfSync('sha256', secret, '', `${label}/${purpose}`, 32)));
  const [boxKey, rowKey] = [keyFor('box'), keyFor('row')];
  return {
    close: ({ sum, at, leaf }) => {
      // Each event is sealed like this: what is put together is put together once.
      const plain = Buffer.allocUnsafe(plainLength);
      plain.set(sum);
      plain.set(leaf, hashLength);
      plain.writeInt32BE(Math.floor(at / wordValues), 2 * hashLength);
      plain.writeUInt32BE(at >>> 0, 2 * hashLength + 4);
      const nonce = freshNonce();
      const cipher = createCipheriv('aes-256-gcm', boxKey, nonce, options).setAAD(aad);
      const value = Buffer.allocUnsafe(nonceLength + plainLength + tagLength);
      value.set(nonce);
      value.set(cipher.update(plain), nonceLength);
      // GCM holds nothing back: this makes the tag and gives no bytes.
      cipher.final();
      value.set(cipher.getAuthTag(), nonceLength + plainLength);
      return value;
    },
    open: (value) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', boxKey, value.subarray(0, nonceLength), options);
        decipher.setAAD(aad).setAuthTag(value.subarray(-tagLength));
        const plain = Buffer.concat([decipher.update(value.subarray(nonceLength, -tagLength)), decipher.final()]);
        const [sum, leaf] = [plain.subarray(0, hashLength), plain.subarray(hashLength, 2 * hashLength)];
        return { sum, leaf, at: Number(plain.readBigInt64BE(2 * hashLength)) };
      } catch {
        return null;
      }
    },
    toggle: (sum, table, cells) => {
      // A number and a text that look alike differ, and so do a text and the bytes that it stands for.
      const row = JSON.stringify([
        table,
        ...cells.map((cell) => (Buffer.isBuffer(cell) ? [cell.toString('hex')] : cell)),
      ]);
      const mac = createHmac('sha256', rowKey).update(row).digest();
      return mac.map((byte, at) => byte ^ (sum[at] ?? 0)) as Buffer;
    },
  };
}
