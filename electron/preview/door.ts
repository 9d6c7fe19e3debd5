import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const cookieName = 'cleandesk-preview';

type Entry = { cookie: string; bearer: string };

/**
 * Who may talk to the preview: whoever had the one-time secret of the printed link (design, section 11). The cookie is
 * a session's, unreadable to scripts and never sent along with another site's request. But a browser sends it to every
 * port of this address, so whoever serves a page at another one can learn it: it opens the console's pages, and for the
 * bridge the bearer is needed too, which the page keeps in its own origin and names to nobody else.
 */
export type Door = {
  /** The secret for the link's fragment; works once. */
  secret: string;
  /** @returns the Set-Cookie header and the bearer when this was the unspent secret, else null. */
  exchange(given: string): Entry | null;
  /** The request comes from this address, from our own page, with the cookie. */
  admits(request: IncomingMessage, needsOrigin: boolean): boolean;
  /** As `admits`, from our own page, and it names the bearer. */
  admitsBearer(request: IncomingMessage, bearer: string): boolean;
  /** Host and Origin name this address: neither another name that points here (DNS rebinding) nor another site. */
  isOurs(request: IncomingMessage, needsOrigin: boolean): boolean;
};

export function createDoor(address: () => string): Door {
  const secret = randomBytes(24).toString('base64url');
  const token = randomBytes(32).toString('base64url');
  const bearer = randomBytes(32).toString('base64url');
  let spent = false;
  const isOurs = (request: IncomingMessage, needsOrigin: boolean) => {
    const { host, origin } = request.headers;
    if (host !== address()) return false;
    return origin === undefined ? !needsOrigin : origin === `http://${address()}`;
  };
  const admits = (request: IncomingMessage, needsOrigin: boolean) =>
    isOurs(request, needsOrigin) && same(cookieOf(request), token);
  return {
    secret,
    exchange: (given) => {
      if (spent || !same(given, secret)) return null;
      spent = true;
      return { cookie: `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`, bearer };
    },
    isOurs,
    admits,
    admitsBearer: (request, named) => admits(request, true) && same(named, bearer),
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
