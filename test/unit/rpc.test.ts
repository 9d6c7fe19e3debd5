import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Port } from '../../shared/port.ts';
import { readAs } from '../../shared/read-as.ts';
import { ok } from '../../shared/result.ts';
import { serve } from '../../shared/rpc.ts';

/** As long as nothing that could be compared: holding a bound against it is an error in JavaScript itself. */
const incomparable = { length: { toString: 1, valueOf: 1 }, size: { toString: 1, valueOf: 1 } };

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
    await say({ id: 3, name: 'greet', body: { whom: 'you' } });
    expect(malformed).toEqual(['frame', 'frame', 'greet']);
    expect(said).toEqual([
      { id: 2, reply: { ok: false, code: 'malformed' } },
      { id: 3, reply: { ok: true, value: 'Hello you' } },
    ]);
  });
});
