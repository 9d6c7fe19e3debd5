import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readNames } from '../../electron/vault/gate/names-given.ts';
import { instant, personName, teamName, username } from '../../shared/people.ts';
import { site } from '../../shared/site.ts';
import { randomFor } from '../campaigns/harness/random.ts';
import { drawWellFormed } from '../campaigns/ipc-fuzz/draw.ts';

describe('a time', () => {
  it('lies where dates are, so that each can be written as one', () => {
    const last = 8_640_000_000_000_000;
    expect(instant.safeParse(last).success).toBe(true);
    expect(new Date(last).toISOString()).toBe('+275760-09-13T00:00:00.000Z');
    expect(instant.safeParse(last + 1).success).toBe(false);
  });
});

describe('a name that holds half a surrogate pair', () => {
  const schemas = { personName, username, teamName, siteName: site.shape.name };

  it.each(Object.entries(schemas))('is no %s, and one with a whole pair is', (_what, schema) => {
    for (const half of ['\ud800', 'Anna\udc00', '\udc00\ud800']) expect(schema.safeParse(half).success).toBe(false);
    expect(schema.parse(' Anna \u{1f3e2} ')).toBe('Anna \u{1f3e2}');
  });

  it('is answered as any other field that is not valid', () => {
    const given = { name: 'Anna', username: 'anna', team: '' };
    for (const field of Object.keys(given)) {
      expect(readNames({ ...given, [field]: 'a\ud800' })).toMatchObject({ ok: false, code: 'malformed' });
    }
  });

  it('leaves the campaigns names to draw', () => {
    const schema = z.strictObject(schemas);
    expect(schema.safeParse(drawWellFormed(schema, randomFor(1, 1))).success).toBe(true);
  });
});
