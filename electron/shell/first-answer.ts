import { setTimeout as sleep } from 'node:timers/promises';
import { isPlainObject } from '../../shared/read-as.ts';
import { ok, type Result } from '../../shared/result.ts';
import { signal } from '../../shared/signal.ts';
import type { WindowRole } from '../desk/host.ts';

type Route = (role: WindowRole | 'countdown', name: string, body: unknown) => Promise<Result<unknown>>;

/** A page that has not been drawn by then, in milliseconds, is not waited for. */
const patience = 1_000;

/**
 * Answers the first page's question for its state, and has the desk's code read in when that page has drawn its form:
 * main would answer nothing meanwhile, not even a key. Whatever else a page asks waits for the desk.
 */
export function answerFirst<Desk extends { route: Route }>(
  first: Promise<unknown>,
  begin: () => Promise<Desk>,
): { desk: Promise<Desk>; route: Route } {
  let there = false;
  const [drawn, goOn] = signal();
  const desk = Promise.race([drawn, sleep(patience)]).then(begin);
  void desk.then(() => (there = true));
  return {
    desk,
    route: async (role, name, body) => {
      if (!there && role === 'entry' && name === 'state' && isEmpty(body)) return ok(await first);
      if (role === 'entry' && name === 'drawn') goOn();
      return (await desk).route(role, name, body);
    },
  };
}

/** Whatever a page asks waits for the desk: of a program that is not on the screen yet. */
export function answerLater<Desk extends { route: Route }>(desk: Promise<Desk>): { desk: Promise<Desk>; route: Route } {
  return { desk, route: async (role, name, body) => (await desk).route(role, name, body) };
}

/** Hears, before anybody else does, that a page of the entry has put together what it shows. */
export function hearComposed(route: Route, onComposed: () => void): Route {
  return (role, name, body) => {
    if (role === 'entry' && name === 'composed') onComposed();
    return route(role, name, body);
  };
}

/** What does not fit the contract is the desk's to refuse and to count. */
const isEmpty = (body: unknown) => isPlainObject(body) && Object.keys(body).length === 0;
