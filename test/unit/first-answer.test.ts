import { describe, expect, it, vi } from 'vitest';
import { answerFirst, hearComposed } from '../../electron/shell/first-answer.ts';
import { ok } from '../../shared/result.ts';

const first = { phase: 'sign-in' };
function begin() {
  const route = vi.fn((role: string, name: string) => Promise.resolve(ok(`${role} ${name}, from the desk`)));
  const start = vi.fn(() => Promise.resolve({ route }));
  return { ...answerFirst(Promise.resolve(first), start), asked: route, start };
}

describe('the first page', () => {
  it('has its state before the desk’s code is there', async () => {
    const { route, start } = begin();
    expect(await route('entry', 'state', {})).toEqual(ok(first));
    expect(start).not.toHaveBeenCalled();
  });

  it('is heard to be composed before the desk’s code is there', () => {
    const { route, start } = begin();
    const composed = vi.fn();
    const heard = hearComposed(route, composed);
    void heard('desk', 'composed', {});
    expect(composed).not.toHaveBeenCalled();
    void heard('entry', 'composed', {});
    expect(composed).toHaveBeenCalledOnce();
    expect(start).not.toHaveBeenCalled();
  });

  it('has the desk begin once it is drawn, and hears it from then on', async () => {
    const { route, start, desk } = begin();
    await route('entry', 'drawn', {});
    await desk;
    expect(start).toHaveBeenCalledOnce();
    expect(await route('entry', 'state', {})).toEqual(ok('entry state, from the desk'));
  });

  it('is not waited for when it never says that it is drawn', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      const { desk, start } = begin();
      await vi.advanceTimersByTimeAsync(999);
      expect(start).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      await desk;
      expect(start).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['entry', 'gate.open', {}],
    ['desk', 'state', {}],
    ['entry', 'state', { more: 1 }],
    ['entry', 'state', null],
  ] as const)('answers %s %s %o only through the desk', async (role, name, body) => {
    const { route, asked } = begin();
    const answer = route(role, name, body);
    void route('entry', 'drawn', {});
    expect(await answer).toEqual(ok(`${role} ${name}, from the desk`));
    expect(asked).toHaveBeenCalledWith(role, name, body);
  });
});
