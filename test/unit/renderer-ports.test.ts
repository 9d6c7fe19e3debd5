import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

type Reply = { ok: boolean; code?: string; value?: unknown };

/** A window as far as the bridge needs one: main's answers, and ports delivered as messages of this same window. */
function fakeWindow(answers: () => Promise<Reply>) {
  const target = new EventTarget();
  const window = Object.assign(target, { cleandesk: { call: answers, on: () => () => {} } });
  const deliver = (kind: string, source: unknown = window) => {
    const { port1, port2 } = new MessageChannel();
    const event = Object.assign(new Event('message'), { data: { cleandesk: 'port', kind }, ports: [port2], source });
    target.dispatchEvent(event);
    return port1;
  };
  vi.stubGlobal('window', window);
  vi.stubGlobal('cleandesk', window.cleandesk);
  return deliver;
}

/** A gate that answers everything with the same code. */
const refusing = (port: MessagePort, code: string) => {
  port.onmessage = ({ data }: MessageEvent<{ id: number }>) => {
    port.postMessage({ id: data.id, reply: { ok: false, code } });
  };
};

beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a conversation with the gate', () => {
  it('begins whether its port comes before or after the answer of main', async () => {
    let deliver = fakeWindow(() => {
      refusing(deliver('gate'), 'denied');
      return Promise.resolve({ ok: true, value: {} });
    });
    const { openGate } = await import('../../renderer/bridge/ports.ts');
    const early = await openGate();
    expect(await early.call('step-up', { code: '123456' })).toEqual({ ok: false, code: 'denied' });
    early.close();

    vi.resetModules();
    deliver = fakeWindow(() => Promise.resolve({ ok: true, value: {} }));
    const { openGate: openAgain } = await import('../../renderer/bridge/ports.ts');
    const late = openAgain();
    await Promise.resolve();
    refusing(deliver('gate'), 'wait');
    const gate = await late;
    expect(await gate.call('step-up', { code: '123456' })).toEqual({ ok: false, code: 'wait' });
    gate.close();
  });

  it('says why when main gives no gate', async () => {
    fakeWindow(() => Promise.resolve({ ok: false, code: 'storage' }));
    const { openGate } = await import('../../renderer/bridge/ports.ts');
    const gate = await openGate();
    expect(await gate.call('step-up', { code: '123456' })).toEqual({ ok: false, code: 'storage' });
  });

  it('takes no port from another window', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const deliver = fakeWindow(() => Promise.resolve({ ok: true, value: {} }));
    const { openGate } = await import('../../renderer/bridge/ports.ts');
    const opening = openGate();
    deliver('gate', {}).close();
    await vi.advanceTimersByTimeAsync(10_000);
    const gate = await opening;
    expect(await gate.call('step-up', { code: '123456' })).toEqual({ ok: false, code: 'closed' });
  });

  it('is closed when the gate never answers, instead of leaving the person waiting', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const deliver = fakeWindow(() => Promise.resolve({ ok: true, value: {} }));
    const { openGate } = await import('../../renderer/bridge/ports.ts');
    const opening = openGate();
    await vi.advanceTimersByTimeAsync(0);
    const silent = deliver('gate');
    const gate = await opening;
    const answer = gate.call('step-up', { code: '123456' });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await answer).toEqual({ ok: false, code: 'closed' });
    silent.close();
  });
});
