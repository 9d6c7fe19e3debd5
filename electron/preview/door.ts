import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const cookieName = 'cleandesk-preview';

/**
 * Who may talk to the preview: whoever had the one-time secret of the printed link (design, section 11). The cookie is
 * a session's, unreadable to scripts and never sent along with another site's request.
 */
export type Door = {
  /** The secret for the link's fragment; works once. */
  secret: string;
  /** @returns the Set-Cookie header when this was the unspent secret, else null. */
  exchange(given: unknown): string | null;
  /** The request comes from this address, from our own page, with the cookie. */
  admits(request: IncomingMessage, needsOrigin: boolean): boolean;
  /** Host and Origin name this address: neither another name that points here (DNS rebinding) nor another site. */
  isOurs(request: IncomingMessage, needsOrigin: boolean): boolean;
};

export function createDoor(address: () => string): Door {
  const secret = randomBytes(24).toString('base64url');
  const token = randomBytes(32).toString('base64url');
  let spent = false;
  const isOurs = (request: IncomingMessage, needsOrigin: boolean) => {
    const { host, origin } = request.headers;
    if (host !== address()) return false;
    return origin === undefined ? !needsOrigin : origin === `http://${address()}`;
  };
  return {
    secret,
    exchange: (given) => {
      if (spent || typeof given !== 'string' || !same(given, secret)) return null;
      spent = true;
      return `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`;
    },
    isOurs,
    admits: (request, needsOrigin) => isOurs(request, needsOrigin) && same(cookieOf(request), token),
  };
}

function cookieOf(request: IncomingMessage): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === cookieName)?.[1] ?? '';
}

/** Compares digests, so that neither content nor length shows in the time taken. */
function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
