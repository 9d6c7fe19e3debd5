import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../shared/chain/canonical.ts';
import { eventBytes, maxEventBytes, maxEventDepth, parseEvent, placeEvent } from '../../shared/chain/event.ts';
import { eventHash, noHash } from '../../shared/chain/hash.ts';
import { headBytes, signHead, verifyHead } from '../../shared/chain/head.ts';
import { createSigningKey, readSigningKey, verifySignature } from '../../shared/chain/keys.ts';
import { walkChain } from '../../shared/chain/walk.ts';
import { draftOf, makeChain } from '../support/chains.ts';
import { ed25519Vectors } from '../vectors/ed25519.ts';
import { numbers, sample, sortedNames } from '../vectors/jcs.ts';

const id = '6f1c1f0e-0d0b-4a53-9d0e-3f0b1f2a4c55';
const other = '2b0a9f57-7a52-4e0c-8f9e-6f2f4f1f7a10';
const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');

describe('the canonical form of RFC 8785', () => {
  it('is byte for byte the published example', () => {
    expect(Buffer.from(canonicalText(JSON.parse(sample.input)) ?? '').toString('hex')).toBe(sample.canonicalHex);
  });

  it('sorts names by UTF-16 units, as published', () => {
    const shuffled = Object.fromEntries([...sortedNames].reverse());
    expect(Object.keys(JSON.parse(canonicalText(shuffled) ?? '{}'))).toHaveLength(sortedNames.length);
    const written = sortedNames.map(([name, text]) => `${JSON.stringify(name)}:${JSON.stringify(text)}`);
    expect(canonicalText(shuffled)).toBe(`{${written.join(',')}}`);
  });

  it.each(numbers)('writes the number with the bits %s as %s', (bits, written) => {
    const value = Buffer.from(bits, 'hex').readDoubleBE();
    if (written === null) expect(() => canonicalText([value])).toThrow();
    else expect(canonicalText([value])).toBe(`[${written}]`);
  });

  it('is the same whether a value is in order already or not', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const written = canonicalize(value);
        expect(canonicalText(value)).toBe(written);
        expect(canonicalText(JSON.parse(written ?? ''))).toBe(written);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, unknown]>([
    ['names that an object puts before all others', { 10: 'ten', 9: 'nine', a: 'letter' }],
    [
      'what says itself what it is',
      { a: new Date(0), b: new Number(1), c: [new String('text')], d: { toJSON: () => 'e' } },
    ],
    ['members that say nothing', { a: undefined, b: [undefined, () => 1] }],
    ['a negative nothing', [-0]],
    ['more levels than an event has', JSON.parse('['.repeat(5_000) + ']'.repeat(5_000))],
  ])('is the library’s for %s', (_, value) => {
    expect(canonicalText(value)).toBe(canonicalize(value));
  });

  it.each<[string, unknown]>([
    ['half a surrogate pair', ['\ud800']],
    ['half a surrogate pair in a name', { '\udc00': 1 }],
    ['what is no number', { a: NaN }],
    ['a number without an end', [Infinity]],
    [
      'a value that lies in itself',
      (() => {
        const list: unknown[] = [];
        list.push(list);
        return list;
      })(),
    ],
  ])('there is none for %s', (_, value) => {
    expect(() => canonicalText(value)).toThrow();
  });
});

describe('signatures', () => {
  it.each(ed25519Vectors)('are those of RFC 8032 ($publicKey)', ({ secret, publicKey, message, signature }) => {
    const key = readSigningKey(base64url(secret));
    const bytes = Buffer.from(message, 'hex');
    expect(key?.publicKey).toBe(base64url(publicKey));
    expect(key?.sign(bytes).toString('hex')).toBe(signature);
    expect(verifySignature(base64url(publicKey), bytes, base64url(signature))).toBe(true);
    expect(verifySignature(base64url(publicKey), Buffer.from('other'), base64url(signature))).toBe(false);
  });

  it('of a head cover each of its fields and nothing but a head', () => {
    const key = createSigningKey();
    const head = signHead(key, { chain: id, seq: 7, head: 'ab'.repeat(32), time: 5 });
    expect(verifyHead(key.publicKey, head)).toBe(true);
    const changes = [{ chain: other }, { seq: 8 }, { head: 'cd'.repeat(32) }, { time: 6 }];
    for (const change of changes) expect(verifyHead(key.publicKey, { ...head, ...change })).toBe(false);
    expect(verifyHead(createSigningKey().publicKey, head)).toBe(false);
    expect(headBytes(head).toString()).toMatch(/^cleandesk-head-v1\n\{"chain":/);
  });

  it('that are malformed, or spelt otherwise, are no signatures', () => {
    const key = createSigningKey();
    const bytes = Buffer.from('bytes');
    const signature = key.sign(bytes).toString('base64url');
    for (const wrong of ['', 'A', `${signature}A`, `${signature}==`, signature.slice(1), '*'.repeat(86)]) {
      expect(verifySignature(key.publicKey, bytes, wrong)).toBe(false);
    }
    expect(verifySignature('', bytes, signature)).toBe(false);
    expect(readSigningKey('too short')).toBeNull();
  });
});

describe('an event', () => {
  const event = placeEvent(draftOf('call.ended', { seconds: 3 }, 0), id, 0, noHash);

  it('is hashed as a leaf of RFC 6962, so that a chain and a public log agree', () => {
    // The published leaf hash of the empty entry (RFC 6962 test vectors).
    expect(eventHash(Buffer.alloc(0))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });

  it('is read back as what was written', () => {
    expect(parseEvent(eventBytes(event))).toEqual({ ok: true, value: event });
  });

  it('is refused in any other form than the canonical one', () => {
    const text = eventBytes(event).toString('utf8');
    const forms = [
      [` ${text}`, 'not-canonical'],
      [`${text}\n`, 'not-canonical'],
      [text.replace('"seconds":3', '"seconds":3.0'), 'not-canonical'],
      [text.replace('"seconds":3', '"seconds":3,"seconds":3'), 'not-canonical'],
      [text.replace('call', '\\u0063all'), 'not-canonical'],
      [text.slice(0, -1), 'not-canonical'],
      ['', 'not-canonical'],
      ['{}', 'not-an-event'],
      [text.replace('"v":1', '"v":2'), 'not-an-event'],
      [text.replace('"v":1', '"v":1,"x":0'), 'not-an-event'],
    ] as const;
    for (const [form, code] of forms) expect(parseEvent(Buffer.from(form))).toMatchObject({ ok: false, code });
    expect(parseEvent(Buffer.from([0xff, 0xfe]))).toMatchObject({ ok: false, code: 'not-text' });
  });

  it('longer than 65,535 bytes is neither written nor read', () => {
    const grow = (length: number) => ({ ...event, data: { text: 'x'.repeat(length) } });
    const room = maxEventBytes - eventBytes(grow(0)).length;
    expect(eventBytes(grow(room))).toHaveLength(maxEventBytes);
    expect(() => eventBytes(grow(room + 1))).toThrow(RangeError);
    expect(parseEvent(Buffer.alloc(maxEventBytes + 1, 'x'))).toMatchObject({ ok: false, code: 'too-long' });
  });

  it('deeper than its readers may have to go is neither written nor read', () => {
    const nest = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    const reaching = (depth: number) => ({ ...event, data: { list: nest(depth - 2) } });
    const deepest = reaching(maxEventDepth);
    expect(parseEvent(eventBytes(deepest))).toEqual({ ok: true, value: deepest });
    expect(() => eventBytes(reaching(maxEventDepth + 1))).toThrow(RangeError);
    const text = eventBytes(reaching(3)).toString('utf8');
    for (const depth of [maxEventDepth + 1, 2000, 8000, 32_000]) {
      const list = '['.repeat(depth - 2) + ']'.repeat(depth - 2);
      const bytes = Buffer.from(text.replace('[]', list));
      expect(parseEvent(bytes), `depth ${depth}`).toMatchObject({ ok: false, code: 'not-an-event' });
    }
  });

  it('may hold many objects side by side and any brackets in its texts', () => {
    const many = Array.from({ length: 100 }, (_, at) => ({ at: [at] }));
    const text = `\\"${'[{'.repeat(100)}\\`;
    const wide = { ...event, data: { many, text, [text]: '"' } };
    expect(parseEvent(eventBytes(wide))).toEqual({ ok: true, value: wide });
  });

  it('with half a surrogate pair is refused instead of being written in two ways', () => {
    expect(() => eventBytes({ ...event, data: { text: '\ud800' } })).toThrow();
  });

  it('with a key that schemas overlook is neither written nor read, at any depth', () => {
    const hidden = JSON.parse('{"__proto__":{"note":"Ann Smith, born 1.1.1980"}}') as Record<string, unknown>;
    for (const data of [hidden, { seconds: 3, more: [{ at: hidden }] }]) {
      expect(() => eventBytes({ ...event, data })).toThrow(RangeError);
      const bytes = Buffer.from(canonicalize({ ...event, data }) ?? '');
      expect(parseEvent(bytes)).toMatchObject({ ok: false, code: 'not-an-event' });
    }
    const said = { ...event, data: { text: '{"__proto__":1}', list: ['__proto__'] } };
    expect(parseEvent(eventBytes(said))).toEqual({ ok: true, value: said });
  });

  it('of any content keeps its meaning through its bytes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (data) => {
        const text = JSON.stringify(data);
        fc.pre(!text.includes('__proto__'));
        // V8 reads an escape that begins a key as a backslash once it has read such a key (nodejs/node#63785; seed
        // -1857132428 finds it). No event has a key like that, and one that had would be refused as not canonical.
        fc.pre(!/[{,]"\\/.test(text));
        const bytes = eventBytes({ ...event, data: JSON.parse(text) as Record<string, unknown> });
        const read = parseEvent(bytes);
        expect(read.ok && eventBytes(read.value).equals(bytes)).toBe(true);
      }),
    );
  });
});

describe('a chain', () => {
  const build = () => makeChain(id).add('call.began').sign().add('call.ended', { seconds: 1 }).sign();

  it('is proven from its opening to its last signature', () => {
    const chain = build();
    const walk = walkChain(id, chain.key.publicKey);
    chain.events.forEach((bytes, seq) => {
      expect(walk.event(bytes).ok).toBe(true);
      for (const head of chain.heads.filter((signed) => signed.seq === seq)) expect(walk.head(head).ok).toBe(true);
    });
    expect(walk.tip()).toEqual(chain.tip());
    expect(walk.signedUpTo()).toBe(2);
    expect(walk.opening()).toMatchObject({ site: 'North', follows: null });
  });

  it('whose key is another, or that does not begin with its opening, is not proven', () => {
    const chain = build();
    const code = 'not-opened';
    expect(walkChain(id, createSigningKey().publicKey).event(chain.events[0]!)).toMatchObject({ ok: false, code });
    const headless = eventBytes(placeEvent(draftOf('call.began', {}, 0), id, 0, noHash));
    expect(walkChain(id, chain.key.publicKey).event(headless)).toMatchObject({ ok: false, code });
    expect(walkChain(other, chain.key.publicKey).event(chain.events[0]!)).toMatchObject({ code: 'other-chain' });
  });

  it('takes nothing after its close', () => {
    const chain = makeChain(id).add('chain.closed', { reason: 'key-lost' }).add('call.began');
    const walk = walkChain(id, chain.key.publicKey);
    expect(chain.events.map((bytes) => walk.event(bytes).ok)).toEqual([true, true, false]);
  });

  it('takes no signature of another event, of another chain or by another key', () => {
    const chain = build();
    const [first, second] = chain.heads;
    const walk = walkChain(id, chain.key.publicKey);
    chain.events.forEach((bytes) => walk.event(bytes));
    expect(walk.head(first!)).toMatchObject({ code: 'head-seq' });
    expect(walk.head({ ...second!, chain: other })).toMatchObject({ code: 'head-chain' });
    expect(walk.head({ ...second!, head: noHash })).toMatchObject({ code: 'head-hash' });
    expect(walk.head({ ...second!, signature: first!.signature })).toMatchObject({ code: 'head-signature' });
    expect(walk.head(second!).ok).toBe(true);
  });
});
