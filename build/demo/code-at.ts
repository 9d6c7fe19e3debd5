import { generateSync } from 'otplib';

/** What an authenticator app with this secret (Base32) shows at that instant. */
export function codeAt(secret: string, now: number): string {
  return generateSync({ secret, epoch: Math.floor(now / 1000), period: 30 });
}
