import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Port } from '../../shared/port.ts';
import { readAs } from '../../shared/read-as.ts';
import { ok } from '../../shared/result.ts';
import { serve } from '../../shared/rpc.ts';

/** As long as nothing that could be compared: holding a bound against it is an error in JavaScript itself. */
const incomparable = { length: { toString: 1, valueOf: 1 }, size: { toString: 1, valueOf: 1 } };

const ring: { self?: unknown } = {};
ring.self = ring;

const contract = {
  requests: { greet: { request: z.strictObject({ whom: z.string().min(1).max(20) }), reply: z.string() } },
  pushes: {},
};

function conversation() {
  let hear: (message: unknown) => void = () => undefined;
  const said: unknown[] = [];
  const malformed: string[] = [];
  const port: Port = {
    post: (message) => said.push(message),
    onMessage: (listener) => (hear = listener),
    onClose: () => undefined,
    close: () => undefined,
  };
  serve(
    port,
    contract,
    { greet: ({ whom }) => ok(`Hello ${whom}`) },
    {
      onMalformed: (name) => malformed.push(name),
      onError: (_name, error) => {
        throw error;
      },
    },
  );
  const say = async (message: unknown) => {
    hear(message);
    await new Promise(setImmediate);
  };
  return { say, said, malformed };
}

describe('A message that is no plain data', () => {
  it.each([
    ['a map', new Map([[1, 2]])],
    ['a date', new Date(0)],
    ['an error', new Error('x')],
    ['a text that is an object', Object('text')],
    ['numbers in a row', new Float64Array(4)],
    ['more bytes than any key has', new Uint8Array(5_000_000)],
    ['such bytes somewhere in it', { whom: [{ bytes: new Uint8Array(5_000_000) }] }],
    ['what has itself in it', ring],
    ['a list without an end', Array.from({ length: 1_000_001 }, () => 1)],
  ])('is refused before a schema looks at it: %s', (_name, value) => {
    let looked = 0;
    const schema = z.unknown().refine(() => (looked += 1));
    expect(readAs(schema, value)).toEqual({ success: false });
    expect(looked).toBe(0);
  });

  it('is told from data, and from a key on its way', () => {
    const data = { a: [1, 'x', null, { b: true }], key: new Uint8Array(44), none: undefined };
    expect(readAs(z.unknown(), data)).toEqual({ success: true, data });
    expect(readAs(z.unknown(), Object.assign(Object.create(null) as object, { a: 1 })).success).toBe(true);
  });
});

describe('A message that cannot even be looked at', () => {
  it.each([
    ['a text', z.string().max(3)],
    ['a text of one length', z.string().length(3)],
    ['a list', z.array(z.string()).min(1)],
    ['a set', z.set(z.string()).max(3)],
    ['one or the other', z.union([z.string().max(3), z.array(z.string()).max(3)])],
  ])('is not %s, and reading it is no error', (_name, schema) => {
    expect(readAs(schema, incomparable)).toEqual({ success: false });
  });

  it('is malformed as a whole and as a part, and the conversation goes on', async () => {
    const { say, said, malformed } = conversation();
    await say(incomparable);
    await say({ id: 1, name: incomparable, body: {} });
    await say({ id: 2, name: 'greet', body: { whom: incomparable } });
    await say({ id: 4, name: 'greet', body: new Map() });
    await say({ id: 5, name: 'greet', body: ring });
    await say({ id: 3, name: 'greet', body: { whom: 'you' } });
    expect(malformed).toEqual(['frame', 'frame', 'greet', 'greet', 'greet']);
    expect(said).toEqual([
      { id: 2, reply: { ok: false, code: 'malformed' } },
      { id: 4, reply: { ok: false, code: 'malformed' } },
      { id: 5, reply: { ok: false, code: 'malformed' } },
      { id: 3, reply: { ok: true, value: 'Hello you' } },
    ]);
  });
});
