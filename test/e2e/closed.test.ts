import Database from 'better-sqlite3';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../shared/pages/content-security-policy.ts';
import { prepareMachine, type Machine, type RunningApp } from '../support/electron-app.ts';
import { wordsOf } from '../support/seat.ts';

/** Electron's security points, tried on the running app by what a hostile page would do. */
let machine: Machine;
let running: RunningApp;
let page: Page;
let outside: Server;
let outsideAddress: string;
let reached = 0;
let connections = 0;

type Bridge = { cleandesk: { call(name: string, body: unknown): Promise<unknown> } };

beforeAll(async () => {
  outside = createServer((_request, response) => {
    reached += 1;
    response.setHeader('Access-Control-Allow-Origin', '*').end('<title>outside</title>');
  })
    .on('connection', () => {
      connections += 1;
    })
    .listen(0, '127.0.0.1');
  await once(outside, 'listening');
  outsideAddress = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;
  machine = await prepareMachine();
  running = await machine.launch();
  page = await running.seat.page('entry');
  await page.getByText(wordsOf(running.seat).setUp.siteLanguage, { exact: true }).waitFor();
});
afterAll(async () => {
  outside.close();
  await machine.stop();
});

test('a page is ours alone: its own origin, and the policy of the product to the letter, with a fresh nonce', async () => {
  expect(await page.evaluate(() => location.origin)).toBe('app://cleandesk');
  const policies = await page.evaluate(async () => {
    const headerOf = async () => (await fetch('/entry.html')).headers.get('content-security-policy') ?? '';
    return [await headerOf(), await headerOf()];
  });
  const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
  expect(policies).toEqual(nonces.map(contentSecurityPolicy));
  expect(nonces[0]).not.toBe(nonces[1]);
});

test('a page has no Node and sees two functions of the program, no more', async () => {
  const preferences = await running.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().find((window) => window.isVisible())?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag: webviewTag ?? false };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
  const seen = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as Bridge).cleandesk).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in window),
  }));
  expect(seen).toEqual({ bridge: ['call', 'on'], node: [] });
});

test('a page cannot become or open another page', async () => {
  const windows = await countContents();
  expect(
    await page.evaluate((address) => [window.open(address), window.open('/entry.html')].map(String), outsideAddress),
  ).toEqual(['null', 'null']);
  for (const address of [outsideAddress, 'data:text/html,x', 'file:///etc/passwd']) {
    await page.evaluate((to) => {
      const link = document.createElement('a');
      link.href = to;
      document.body.append(link);
      link.click();
      link.remove();
    }, address);
  }
  await page.evaluate((to) => {
    for (const name of ['iframe', 'webview']) {
      const element = document.createElement(name);
      element.setAttribute('src', to);
      document.body.append(element);
    }
  }, outsideAddress);
  await page.waitForTimeout(500);
  expect(page.url()).toBe('app://cleandesk/entry.html');
  expect(await countContents()).toBe(windows);
  expect(reached).toBe(0);
});

test('a page reaches nothing outside, neither by fetch nor by a picture or a socket', async () => {
  const failed = await page.evaluate(async (address) => {
    const asPromise = (element: EventTarget) =>
      new Promise<boolean>((resolve) => {
        element.addEventListener('error', () => {
          resolve(true);
        });
        for (const name of ['load', 'open']) {
          element.addEventListener(name, () => {
            resolve(false);
          });
        }
      });
    const picture = new Image();
    const loaded = asPromise(picture);
    picture.src = address;
    const socket = () => {
      try {
        return asPromise(new WebSocket(address.replace('http', 'ws')));
      } catch {
        return true;
      }
    };
    const refused = (to: string) => fetch(to, { mode: 'no-cors' }).then(...([() => false, () => true] as const));
    return [await refused(address), await refused('https://127.0.0.1/'), await loaded, await socket()];
  }, outsideAddress);
  expect(failed).toEqual([true, true, true, true]);
  // The session refuses too, so that the policy is not the only wall.
  const bySession = await running.app.evaluate(async ({ BrowserWindow }, address) => {
    const own = BrowserWindow.getAllWindows().find((window) => window.isVisible())?.webContents.session;
    return own?.fetch(address).then(...([() => 'fetched', () => 'refused'] as const));
  }, outsideAddress);
  expect(bySession).toBe('refused');
  expect(reached).toBe(0);
});

test('a page sends no packet as a call and looks up no name', async () => {
  const packets: Buffer[] = [];
  const stun = createSocket('udp4', (packet) => packets.push(packet));
  stun.bind(0, '127.0.0.1');
  await once(stun, 'listening');
  const before = connections;
  const servers = [`stun:127.0.0.1:${stun.address().port}`, `turn:${new URL(outsideAddress).host}?transport=tcp`];
  const candidates = await page.evaluate(async (urls) => {
    const call = new RTCPeerConnection({
      iceServers: urls.map((url) => ({ urls: url, username: 'x', credential: 'x' })),
    });
    const found: string[] = [];
    call.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) found.push(candidate.candidate);
    });
    call.createDataChannel('x');
    await call.setLocalDescription();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    call.close();
    return found;
  }, servers);
  stun.close();
  expect({ candidates, packets: packets.length, connections: connections - before }).toEqual({
    ...{ candidates: [], packets: 0, connections: 0 },
  });
  const asked = await running.app.evaluate(async ({ BrowserWindow, session }, address) => {
    const own = BrowserWindow.getAllWindows().find((window) => window.isVisible())?.webContents.session;
    const each = [own, session.defaultSession].map(async (one) => ({
      name: await one?.resolveHost('localhost').then(...([() => 'found', () => 'unknown'] as const)),
      way: await one?.resolveProxy(address),
    }));
    return Promise.all(each);
  }, outsideAddress);
  const shut = { name: 'unknown', way: 'SOCKS5 nowhere.invalid:9' };
  expect(asked).toEqual([shut, shut]);
});

test('no string becomes code or markup', async () => {
  const refused = await page.evaluate(
    () =>
      new Promise<Record<string, boolean>>((resolve) => {
        // From a timer: what the test itself sends in may be evaluated where a page's own code may not.
        setTimeout(() => {
          const fails = (work: () => void) => {
            try {
              work();
              return false;
            } catch {
              return true;
            }
          };
          const globals = globalThis as unknown as Record<string, (text: string) => unknown>;
          const element = document.createElement('div');
          resolve({
            eval: fails(() => globals['eval']?.('1')),
            function: fails(() => globals['Function']?.('return 1')),
            innerHTML: fails(() => {
              element.innerHTML = '<b>x</b>';
            }),
            script: fails(() => {
              document.createElement('script').text = 'x';
            }),
          });
        });
      }),
  );
  expect(refused).toEqual({ eval: true, function: true, innerHTML: true, script: true });
});

test('a page is given no permission and no download', async () => {
  const answers = await page.evaluate(async () => ({
    location: (await navigator.permissions.query({ name: 'geolocation' })).state,
    notifications: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'given',
      () => 'denied',
    ),
  }));
  expect(answers).toEqual({ location: 'denied', notifications: 'denied', camera: 'denied' });
  const prevented = await running.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().find((window) => window.isVisible())?.webContents;
    return new Promise<boolean>((resolve) => {
      contents?.session.once('will-download', (event) => {
        resolve(event.defaultPrevented);
      });
      contents?.downloadURL('app://cleandesk/entry.html');
    });
  });
  expect(prevented).toBe(true);
});

test('what does not fit, and who is not ours, gets nothing; the log counts both', async () => {
  const call = (name: string, body: unknown) =>
    page.evaluate(([what, sent]) => (window as unknown as Bridge).cleandesk.call(what as string, sent), [name, body]);
  expect(await call('prefs.set', { theme: 'pink' })).toMatchObject({ ok: false, code: 'malformed' });
  expect(await call('prefs.set', { theme: 'dark', more: 1 })).toMatchObject({ ok: false, code: 'malformed' });
  expect(await call('no.such', {})).toMatchObject({ ok: false, code: 'malformed' });
  // A request of the desk's window, asked by the entry window.
  expect(await call('activity.export', {})).toMatchObject({ ok: false, code: 'malformed' });

  // The same preload in a window that the console did not open: a foreign page, and one that has our address.
  const foreign = await running.app.evaluate(async ({ app, BrowserWindow }) => {
    const ours = BrowserWindow.getAllWindows().find((window) => window.isVisible());
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
    const answers: unknown[] = [];
    for (const address of ['data:text/html,x', 'app://cleandesk/entry.html']) {
      // Our session loads nothing but our files.
      const session = address.startsWith('app:') && ours ? { session: ours.webContents.session } : {};
      const window = new BrowserWindow({ show: false, webPreferences: { preload, ...session } });
      await window.loadURL(address);
      answers.push(await window.webContents.executeJavaScript(`cleandesk.call('state', {})`));
      window.destroy();
    }
    return answers;
  });
  expect(foreign).toMatchObject([
    { ok: false, code: 'malformed' },
    { ok: false, code: 'closed' },
  ]);

  await running.quit();
  const counted = malformedEvents(join(machine.profile, 'desk.db'));
  expect(counted).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ border: 'ipc', name: 'prefs.set', count: 2 }),
      expect.objectContaining({ border: 'ipc', name: 'frame', count: 1 }),
    ]),
  );
});

function countContents(): Promise<number> {
  return running.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
}

function malformedEvents(file: string): unknown[] {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare('SELECT bytes FROM events ORDER BY at').all() as { bytes: Uint8Array }[];
  db.close();
  const events = rows.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()) as { type: string; data: unknown });
  return events.filter(({ type }) => type === 'input.malformed').map(({ data }) => data);
}
