import { z } from 'zod';
import {
  batchHead,
  enrolRequest,
  eventsType,
  maxEventsBody,
  paths,
  refusals,
  writeBatch,
} from '../../../shared/sync/wire.ts';
import type { BatchHead } from '../../../shared/sync/wire.ts';
import { parseEvent, type ChainEvent } from '../../../shared/chain/event.ts';
import { eventDraft } from '../../../shared/events/index.ts';
import { eventHash } from '../../../shared/chain/hash.ts';
import type { Random } from '../harness/random.ts';
import type { CentralRig } from './central-rig.ts';
import { drawUuid } from './draw.ts';
import { fits, judge, type Door } from './door.ts';
import { arrived, drawHostile, spoil } from './spoil.ts';

/** What is sent, and how it must be refused; any code of the protocol but `internal` where none is named. */
type Try = {
  says: string;
  method?: string;
  path: string;
  headers: Record<string, string>;
  body: Uint8Array;
  due?: readonly string[];
};
type Draw = (rig: CentralRig, random: Random) => Try | null | Promise<Try | null>;

const anyRefusal = Object.keys(refusals).filter((code) => code !== 'internal');
const json = { 'content-type': 'application/json' };
const nothing = new Uint8Array();
const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value) ?? '');

function signed({ own }: CentralRig, says: string, body: Uint8Array, due?: readonly string[]): Try {
  const headers = { 'content-type': eventsType, authorization: own.credentials(paths.events, body) };
  return { says, path: paths.events, headers, body, ...(due ? { due } : {}) };
}

/** The first line of a good batch: all of the device's events once more, which is harmless. */
function goodHead({ own }: CentralRig): BatchHead {
  const { written, chain } = own;
  const head = own.headOf(written.length - 1, written.at(-1)?.bytes ?? nothing);
  return { v: 1, chain, from: 0, count: written.length, head, known: 0 };
}
const goodEvents = ({ own }: CentralRig) => own.written.map(({ bytes }) => bytes);

/** A device whose key central knows. */
const device: Record<string, Draw> = {
  'a batch that is none': (rig, random) => {
    const head = arrived(spoil(goodHead(rig), random, 'json'), 'json');
    const body = Buffer.concat([bytesOf(head), ...goodEvents(rig).flatMap((bytes) => [Buffer.from('\n'), bytes])]);
    // How long it is, is looked at first.
    const code = body.length > maxEventsBody ? 'too-large' : 'malformed';
    return fits(batchHead, head) ? null : signed(rig, 'a malformed first line', body, [code]);
  },
  'lines that are none': (rig, random) => {
    const noise = Buffer.from(random.bytes(random.int(0, 300)));
    return signed(rig, 'noise', noise, ['malformed']);
  },
  'fewer or more events than it says': (rig, random) => {
    const events = goodEvents(rig);
    const wrong = random.chance(0.5) ? events.slice(1) : [...events, events[0] ?? nothing];
    return signed(rig, 'another number of events', writeBatch(goodHead(rig), wrong), ['malformed']);
  },
  'an event that is none': (rig, random) => {
    const { own } = rig;
    const seq = own.written.length;
    const good = JSON.parse(Buffer.from(own.event(seq)).toString('utf8')) as Record<string, unknown>;
    const spoiled = bytesOf(arrived(spoil(good, random, 'json'), 'json'));
    const line = Buffer.from(spoiled);
    const read = parseEvent(line);
    // Another good event in the same place is none of our business.
    if (read.ok && fits(eventDraft, draftOf(read.value)) && isNext(read.value, good)) return null;
    const head = { ...own.headOf(seq, line), head: eventHash(line) };
    return signed(rig, `the event ${line.toString('utf8').slice(0, 200)}`, own.batchOf(seq, [line], { head }));
  },
  'a head that is not its own': (rig, random) => {
    const good = goodHead(rig);
    if (!('head' in good)) return null;
    const part = random.pick(['seq', 'head', 'signature', 'chain'] as const);
    const wrong = { seq: 1, head: 'f'.repeat(64), signature: 'A'.repeat(86), chain: drawUuid(random) }[part];
    const body = writeBatch({ ...good, head: { ...good.head, [part]: wrong } }, goodEvents(rig));
    return signed(rig, `a head with another ${part}`, body, ['bad-head']);
  },
  'another chain': (rig, random) => {
    const chain = random.pick([rig.other.chain, drawUuid(random)]);
    return signed(rig, 'a batch for another chain', writeBatch({ ...goodHead(rig), chain }, goodEvents(rig)), [
      'not-signed',
    ]);
  },
  'a gap': (rig, random) => {
    const { own } = rig;
    const from = own.written.length + random.int(1, 1000);
    return signed(rig, 'events after a gap', own.batchOf(from, [own.event(from, { prev: 'a'.repeat(64) })]), ['gap']);
  },
  'the same request again': async (rig) => {
    const body = writeBatch(goodHead(rig), goodEvents(rig));
    const again = signed(rig, 'a request that was taken', body, ['replay']);
    const { status } = await rig.ask('POST', again.path, again.headers, body);
    if (status !== 200) throw new Error('a good batch was refused');
    return again;
  },
  'a signature of another request': (rig, random) => {
    const body = writeBatch(goodHead(rig), goodEvents(rig));
    const { own, other, now } = rig;
    const headers = random.pick([
      () => own.credentials(paths.enrol, body),
      () => own.credentials(paths.events, Buffer.concat([body, Buffer.from(' ')])),
      () => own.credentials(paths.events, body, { signature: Buffer.from(random.bytes(64)).toString('base64url') }),
      () => own.credentials(paths.events, body, { device: other.device }),
      () => own.credentials(paths.events, body, { chain: other.chain }),
      () => own.credentials(paths.events, body, { device: other.device, chain: other.chain }),
    ])();
    const late = own.credentials(paths.events, body, { time: now() + random.pick([-1, 1]) * random.int(60_001, 1e9) });
    const isLate = random.chance(0.2);
    const authorization = isLate ? late : headers;
    const due = [isLate ? 'clock' : 'not-signed'];
    return { says: 'a forged signature', path: paths.events, headers: { ...json, authorization }, body, due };
  },
  'more than a batch may be': (rig) => signed(rig, 'too much', Buffer.alloc(maxEventsBody + 1, 97), ['too-large']),
  'another enrolment': (rig, random) => {
    const { own, other, unspent } = rig;
    const good = JSON.parse(
      own.enrolment({ secret: random.pick([own.token.secret, unspent]) }).toString('utf8'),
    ) as object;
    const wrong = random.chance(0.3)
      ? {
          ...good,
          ...random.pick([{ device: other.device }, { chain: other.chain }, { publicKey: other.key.publicKey }]),
        }
      : arrived(spoil(good, random, 'json'), 'json');
    const body = bytesOf(wrong);
    // Its own enrolment once more is taken, also under another version or site.
    const { device, chain, key } = own;
    const same = { device: z.literal(device), chain: z.literal(chain), publicKey: z.literal(key.publicKey) };
    if (fits(enrolRequest.extend(same), wrong)) return null;
    const authorization = own.credentials(paths.enrol, body);
    return { says: 'another enrolment', path: paths.enrol, headers: { ...json, authorization }, body };
  },
};

/** Somebody on the network, whom central does not know. */
const stranger: Record<string, Draw> = {
  'no signature': ({ own }, random) => {
    const body = random.pick([own.enrolment({ secret: 'x' }), Buffer.from(random.bytes(100))]);
    return { says: 'no signature', path: paths.enrol, headers: json, body };
  },
  'a header that is none': ({ own }, random) => {
    const body = own.enrolment();
    const value = spoil(JSON.parse(credentialsText(own.credentials(paths.events, body))), random, 'json');
    const text = Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
    const authorization = random.pick([
      `Cleandesk-Ed25519 ${text}`,
      'Basic YTpi',
      `Bearer ${text}`,
      'Cleandesk-Ed25519 ',
      'x'.repeat(2000),
    ]);
    const path = random.pick(Object.values(paths));
    const signedAlike = authorization.slice(0, 12_000);
    return {
      says: 'a malformed signature',
      path,
      headers: { ...json, authorization: signedAlike },
      body: Buffer.from('{}'),
    };
  },
  'a device that is not enrolled': (rig, random) => {
    const body = writeBatch(goodHead(rig), goodEvents(rig));
    const who = { device: drawUuid(random), chain: drawUuid(random) };
    const authorization = rig.own.credentials(paths.events, body, who);
    return {
      says: 'an unknown device',
      path: paths.events,
      headers: { ...json, authorization },
      body,
      due: ['not-signed'],
    };
  },
  'an enrolment without a good secret': (rig, random) => {
    const [device, chain] = [drawUuid(random), drawUuid(random)];
    const secret = random.pick(['', 'x', rig.own.token.secret, Buffer.from(random.bytes(32)).toString('base64url')]);
    const body = rig.own.enrolment({ device, chain, secret });
    const authorization = rig.own.credentials(paths.enrol, body, { device, chain });
    return { says: 'a bad secret', path: paths.enrol, headers: { ...json, authorization }, body, due: ['secret'] };
  },
  'a tile that is none': (_rig, random) => {
    const name = random.pick([
      '0/999',
      '0/x000/000',
      '64/000',
      '0/000.p/0',
      '0/000.p/256',
      '../../log-key',
      '0/000/..%2f..',
      '-1/000',
      '0/%00',
    ]);
    return {
      says: `tile ${name}`,
      method: 'GET',
      path: `/tile/${name}`,
      headers: {},
      body: nothing,
      due: ['not-found', 'malformed'],
    };
  },
  'another method': (_rig, random) => {
    const path = random.pick([...Object.values(paths), '/checkpoint', '/tile/0/000', '/health', '/metrics']);
    const post = (Object.values(paths) as string[]).includes(path);
    const method = random.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS', post ? 'GET' : 'POST']);
    return { says: `${method} ${path}`, method, path, headers: json, body: Buffer.from('{}'), due: ['not-found'] };
  },
  'no such route': (_rig, random) => {
    const path = random.pick([
      '/',
      '/v1',
      '/v1/events/',
      '/v2/enrol',
      '/%zz',
      '/v1/enrol%00',
      '/__proto__',
      `/${'a'.repeat(3000)}`,
      '/checkpoint/..',
      '/../central.db',
    ]);
    return {
      says: path,
      method: random.pick(['GET', 'POST']),
      path,
      headers: json,
      body: nothing,
      due: ['not-found', 'malformed'],
    };
  },
  'headers that are none': (_rig, random) => {
    const body = bytesOf(drawHostile(random, 'json') ?? null);
    const type = random.pick([
      '',
      'text/plain',
      'application/json; charset=utf-16',
      'multipart/form-data',
      'a'.repeat(500),
    ]);
    return { says: 'an odd type', path: random.pick(Object.values(paths)), headers: { 'content-type': type }, body };
  },
};

const draftOf = ({ id, time, actor, type, outcome, data }: ChainEvent) => ({ id, time, actor, type, outcome, data });
const isNext = ({ chain, seq, prev }: ChainEvent, good: Record<string, unknown>) =>
  chain === good.chain && seq === good.seq && prev === good.prev;

/** Every route, in the words in which fastify lists them; `begin` refuses a route that is not here. */
const routes = ['/v1/enrol POST', '/v1/events POST', '/checkpoint GET', '/tile/* GET', '/health GET', '/metrics GET'];

/** Central's routes, as a hostile device and as a stranger. */
export function centralDoors(rig: () => Promise<CentralRig>): Door[] {
  const who = { device, stranger };
  return Object.entries(who).flatMap(([name, draws]) =>
    Object.entries(draws).map(([what, draw]): Door => {
      const door = `central, a ${name}: ${what}`;
      return {
        name: door,
        knock: async (random, count) => {
          const central = await rig();
          checkRoutes(central);
          central.goOn();
          const drawn = await draw(central, random);
          if (!drawn) return [];
          count('to central');
          const { says, method = 'POST', path, headers, body, due = anyRefusal } = drawn;
          const answer = await central.ask(method, path, headers, body);
          const code = String(answer.code);
          const refused = due.includes(code) && refusals[code as keyof typeof refusals] === answer.status;
          return judge(door, says, refused ? null : answer, central.changes());
        },
      };
    }),
  );
}

/** The credentials' JSON of an authorization header. */
const credentialsText = (header: string): string =>
  Buffer.from(header.split(' ')[1] ?? '', 'base64url').toString('utf8');

/** A route that nobody has thought about here is a violation by itself. */
function checkRoutes({ app }: CentralRig): void {
  const listed = app.printRoutes({ commonPrefix: false }).matchAll(/(\/\S*) \(([A-Z, ]+)\)/g);
  for (const [, path, methods = ''] of listed) {
    const method = methods.split(', ').find((one) => one !== 'HEAD') ?? 'HEAD';
    if (!routes.includes(`${path} ${method}`)) throw new Error(`nothing is sent to the route ${method} ${path}`);
  }
}
