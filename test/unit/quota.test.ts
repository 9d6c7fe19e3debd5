import { describe, expect, it } from 'vitest';
import { addressOf, createQuota } from '../../server/api/quota.ts';

describe('a quota', () => {
  it('gives each key its share of a minute, and a fresh one in the next', () => {
    let time = 0;
    const quota = createQuota(3, () => time);
    expect([1, 2, 3, 4].map(() => quota.use('a'))).toEqual([true, true, true, false]);
    expect(quota.isSpent('a')).toBe(true);
    expect(quota.use('b', 3)).toBe(true);
    expect(quota.use('c', 4)).toBe(false);
    time = 60_000;
    expect(quota.isSpent('a')).toBe(false);
    expect(quota.use('a')).toBe(true);
    // A clock that is set back does not keep anybody out.
    time = -10 * 60_000;
    expect(quota.use('c')).toBe(true);
  });

  it('counts an IPv6 network as one address', () => {
    expect(addressOf('192.0.2.7')).toBe('192.0.2.7');
    expect(addressOf('::ffff:192.0.2.7')).toBe('::ffff:192.0.2.7');
    expect(addressOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
    expect(addressOf('2001:db8::6')).toBe('2001:db8:0:0');
    expect(addressOf('::1')).toBe('0:0:0:0');
  });
});
