/** How much of something each key may use in one minute. */
export type Quota = {
  /** Uses some of a key's share. @returns false when that was more than was left. */
  use(key: string, amount?: number): boolean;
  /** Whether a key's share is used up. */
  isSpent(key: string): boolean;
};

const minute = 60_000;

/** Counts anew each minute, so that what is remembered is at most the keys of one minute. */
export function createQuota(most: number, now: () => number): Quota {
  let begun = -Infinity;
  let used = new Map<string, number>();
  const ofThisMinute = () => {
    if (Math.abs(now() - begun) >= minute) {
      begun = now();
      used = new Map();
    }
    return used;
  };
  return {
    use: (key, amount = 1) => {
      const total = (ofThisMinute().get(key) ?? 0) + amount;
      used.set(key, total);
      return total <= most;
    },
    isSpent: (key) => (ofThisMinute().get(key) ?? 0) >= most,
  };
}

/**
 * Whose requests are counted together: an address; of IPv6 the 64 bits that one customer gets.
 * @param ip undefined where who asked has gone already: then nobody knows the address any more, whatever Fastify's type
 * says, and all of them share one count
 */
export function addressOf(ip: string | undefined): string {
  if (ip === undefined) return 'gone';
  if (!ip.includes(':') || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const rest = tail.split(':').filter((group) => group !== '');
  const whole = ip.includes('::')
    ? [...groups, ...Array<string>(8 - groups.length - rest.length).fill('0'), ...rest]
    : groups;
  return whole.slice(0, 4).join(':');
}
