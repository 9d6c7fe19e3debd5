import { describe, expect, it } from 'vitest';
import { hold, openPipe } from '../../electron/preview/pipes.ts';

function holder() {
  const heard: unknown[] = [];
  let closed = 0;
  return {
    heard,
    closedTimes: () => closed,
    post: (message: unknown) => heard.push(message),
    closed: () => (closed += 1),
  };
}

describe('a pipe of the preview behaves like a MessageChannel', () => {
  it('carries messages both ways, in order', () => {
    const [one, other] = openPipe();
    const left = holder();
    const right = holder();
    const atLeft = hold(one, left);
    const atRight = hold(other, right);
    atLeft.post('a');
    atLeft.post('b');
    atRight.post('c');
    expect(right.heard).toEqual(['a', 'b']);
    expect(left.heard).toEqual(['c']);
  });

  it('keeps what is said before the other end has been handed over', () => {
    const [one, other] = openPipe();
    hold(one, holder()).post('early');
    const right = holder();
    hold(other, right);
    expect(right.heard).toEqual(['early']);
  });

  it('tells the other end once that it was closed, and carries nothing afterwards', () => {
    const [one, other] = openPipe();
    const left = holder();
    const right = holder();
    const atLeft = hold(one, left);
    const atRight = hold(other, right);
    atLeft.close();
    atLeft.close();
    atRight.post('late');
    expect(right.closedTimes()).toBe(1);
    expect(left.heard).toEqual([]);
  });

  it('tells a holder that comes too late that its pipe is closed', () => {
    const [one, other] = openPipe();
    hold(one, holder()).close();
    const right = holder();
    hold(other, right);
    expect(right.closedTimes()).toBe(1);
  });

  it('gives an end to one holder only', () => {
    const [one] = openPipe();
    hold(one, holder());
    expect(() => hold(one, holder())).toThrow('handed over twice');
  });
});
