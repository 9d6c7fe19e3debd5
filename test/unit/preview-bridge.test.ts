import { beforeEach, describe, expect, it } from 'vitest';
import { previewPage } from '../../electron/preview/pages.ts';

/** A port of a Chromium that tells nobody when the other end has closed. */
class SilentPort extends EventTarget {
  closed = false;
  start(): void {}
  close(): void {
    this.closed = true;
  }
}

class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static last: FakeSocket;
  readyState = 1;
  readonly sent: string[] = [];
  readonly url: string;
  readonly protocols: string[];
  constructor(url: string, protocols: string[]) {
    super();
    this.url = url;
    this.protocols = protocols;
    FakeSocket.last = this;
  }
  send(text: string): void {
    this.sent.push(text);
  }
  say(message: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }));
  }
}

/** The ends that the page was given. */
let given: SilentPort[];
let closed: number;

beforeEach(async () => {
  given = [];
  closed = 0;
  const page = new EventTarget();
  const window = Object.assign(page, {
    postMessage: (data: unknown, _origin: string, ports: SilentPort[]) => {
      page.dispatchEvent(Object.assign(new Event('message'), { data, ports, source: window }));
    },
  });
  page.addEventListener('message', (event) => {
    const [end] = (event as unknown as { ports: SilentPort[] }).ports;
    given.push(end!);
    end!.addEventListener('close', () => (closed += 1));
  });
  const script = Buffer.from((await previewPage('/bridge.js'))!.body).toString('utf8');
  const channel = function () {
    return { port1: new SilentPort(), port2: new SilentPort() };
  };
  const names = ['window', 'location', 'WebSocket', 'MessageChannel', 'sessionStorage'];
  const location = { host: '127.0.0.1:9', pathname: '/desk.html', origin: 'http://127.0.0.1:9' };
  const sessionStorage = { getItem: (key: string) => (key === 'cleandesk-bearer' ? 'kept-in-this-tab' : null) };
  new Function(...names, script)(window, location, FakeSocket, channel, sessionStorage);
});

describe('a page of the preview', () => {
  it('names the bearer that its tab keeps', () => {
    expect(FakeSocket.last.url).toBe('ws://127.0.0.1:9/bridge?role=desk');
    expect(FakeSocket.last.protocols).toEqual(['cleandesk', 'kept-in-this-tab']);
  });

  it('is told that a port has closed, also where the browser does not say so', () => {
    FakeSocket.last.say({ open: 1, kind: 'gate' });
    FakeSocket.last.say({ open: 2, kind: 'vault' });
    expect(given).toHaveLength(2);
    FakeSocket.last.say({ port: 1, close: true });
    expect(closed).toBe(1);
    FakeSocket.last.dispatchEvent(new Event('close'));
    expect(closed).toBe(2);
  });
});
