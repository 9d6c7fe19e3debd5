import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const stepSeconds = 30;
/** What a person needs to type a code at most, and a busy machine to look at it: one that ends sooner is not begun. */
const typingSeconds = 20;

/** A person's telephone: reads a QR code from a picture with `zbarimg`, and shows codes that `oathtool` computes. */
export type Phone = {
  /** A code that this phone has not given before and that the gate accepts now; waits for the next one if need be. */
  code(): Promise<string>;
};

/** Scans the one QR code in a PNG screenshot. @returns its text; throws when there is none. */
export function scanQrCode(png: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-qr-'));
  const file = join(folder, 'screen.png');
  writeFileSync(file, png);
  try {
    return execFileSync('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', file], {
      encoding: 'utf8',
    }).trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A phone that has scanned an `otpauth://` URI. `now` is the wall clock that the console under test lives by. */
export function phoneWith(uri: string, now: () => number = Date.now): Phone {
  const secret = new URL(uri).searchParams.get('secret');
  if (!secret) throw new Error('the QR code carries no secret');
  let last = -1;
  return {
    code: async () => {
      const current = () => Math.floor(now() / 1000 / stepSeconds);
      // The gate takes one step before and one after: the earliest unused one, so that several codes can follow quickly.
      const oldest = Math.floor((now() / 1000 + typingSeconds) / stepSeconds) - 1;
      const step = Math.max(last + 1, oldest);
      while (step > current() + 1) await sleep(200);
      last = step;
      return oathtool(secret, step * stepSeconds);
    },
  };
}

/** RFC 6238 by an implementation that is not ours. @param seconds since the epoch */
export function oathtool(secret: string, seconds: number): string {
  const args = ['--totp', '--base32', `--now=@${seconds}`, secret];
  return execFileSync('oathtool', args, { encoding: 'utf8' }).trim();
}
