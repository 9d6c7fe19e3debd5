import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { mainClient } from '../../renderer/bridge/main-client.ts';

type Push = { name: string; body: unknown };
const contract = { requests: {}, pushes: { state: z.number() } };

let push: (push: Push) => void;
beforeEach(() => {
  const listeners = new Set<(push: Push) => void>();
  push = (said) => {
    for (const listener of listeners) listener(said);
  };
  const on = (listener: (push: Push) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  vi.stubGlobal('cleandesk', { call: () => Promise.reject(new Error('nobody answers')), on });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A page that has not read in its schema yet. */
function late() {
  let come: () => void = () => undefined;
  const there = new Promise<void>((resolve) => (come = resolve));
  const heard: number[] = [];
  const client = mainClient<typeof contract>({ state: () => there.then(() => contract.pushes.state) });
  const stop = client.on('state', (state) => heard.push(state));
  return { come, heard, stop };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

it('hears what main said before the schema was there, in its order, and nothing that does not fit', async () => {
  const { come, heard } = late();
  for (const body of [1, 'two', 3]) push({ name: 'state', body });
  push({ name: 'another', body: 4 });
  await settle();
  expect(heard).toEqual([]);
  come();
  await settle();
  push({ name: 'state', body: 5 });
  await settle();
  expect(heard).toEqual([1, 3, 5]);
});

it('hears nothing any more after it has left, even what was said before', async () => {
  const { come, heard, stop } = late();
  push({ name: 'state', body: 1 });
  stop();
  come();
  await settle();
  expect(heard).toEqual([]);
});

it('asks again for a schema that could not be read: Chromium may refuse while the system falls asleep', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  let refusals = 2;
  const heard: number[] = [];
  const load = () => (refusals-- > 0 ? Promise.reject(new Error('refused')) : Promise.resolve(contract.pushes.state));
  mainClient<typeof contract>({ state: load }).on('state', (state) => heard.push(state));
  push({ name: 'state', body: 1 });
  await vi.advanceTimersByTimeAsync(999);
  expect(heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(heard).toEqual([1]);
});
