import { gateContract, type GateCode, type GateContract } from '../../../shared/contract/gate.ts';
import { KeychainError } from '../../../shared/keychain/keychain.ts';
import type { Port } from '../../../shared/port.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { serve, type Handlers } from '../../../shared/rpc.ts';
import type { AttemptFacts, Turn, Turns } from './turn.ts';

/** What the gate's process does around a request: deliver its events, tell main how it ended. */
export type AttemptHost = {
  turns: Partial<Turns>;
  facts: AttemptFacts;
  /** Runs one piece of work after the other: a request never meets a sweep. */
  alone<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Brings the events of this turn to main; false: a success must not be answered. */
  deliver(): Promise<boolean>;
  /** Called once the page's reply is on its way. */
  ended(name: string, turn: Turn<unknown>): void;
  onMalformed(name: string): void;
};

/**
 * Serves one attempt over the page's port. Requests come one at a time, and none after the end: a second guess needs
 * another gate.
 */
export function serveAttempt(port: Port, host: AttemptHost): void {
  let busy = false;
  let over = false;
  let afterReply: (() => void) | null = null;

  const take = async (name: string, request: unknown): Promise<Result<never>> => {
    const turns = host.turns as Record<
      string,
      ((request: unknown, facts: AttemptFacts) => Promise<Turn<never>>) | undefined
    >;
    const turn = turns[name];
    if (over || busy || !turn) return fail('not-now');
    busy = true;
    const came = await host.alone(() => settle(() => turn(request, host.facts)));
    over = came.goesOn !== true;
    busy = false;
    afterReply = () => {
      host.ended(name, came);
    };
    return came.reply;
  };

  const settle = async (work: () => Promise<Turn<never>>): Promise<Turn<never>> => {
    try {
      const came = await work();
      const delivered = await host.deliver();
      return came.reply.ok && !delivered ? { reply: fail('storage') } : came;
    } catch (error) {
      return { reply: fail(codeOf(error)) };
    }
  };

  const handlers = Object.fromEntries(
    Object.keys(gateContract.requests).map((name) => [name, (request: unknown) => take(name, request)]),
  ) as unknown as Handlers<GateContract>;
  const tellAfterwards = () => {
    const tell = afterReply;
    afterReply = null;
    tell?.();
  };
  serve(afterEach(port, tellAfterwards), gateContract, handlers, {
    onMalformed: host.onMalformed,
    onError: (name) => {
      host.ended(name, { reply: fail('internal') });
    },
  });
  port.onClose(() => {
    if (over) return;
    // The page went away in the middle: what this gate has learned is to end with it.
    over = true;
    host.ended('closed', { reply: fail('closed') });
  });
}

/** The page gets its reply first, then main is told: main may kill this process at once. */
function afterEach(port: Port, then: () => void): Port {
  return {
    post: (message) => {
      port.post(message);
      then();
    },
    onMessage: (listener) => {
      port.onMessage(listener);
    },
    onClose: (listener) => {
      port.onClose(listener);
    },
    close: () => {
      port.close();
    },
  };
}

/** What an unforeseen error tells the page: which part did not answer, nothing of why. */
function codeOf(error: unknown): GateCode {
  if (error instanceof KeychainError) return 'keychain';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(SQLITE_|E[A-Z]+$)/.test(code) ? 'storage' : 'internal';
}
