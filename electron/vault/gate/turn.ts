import type { GateCode, GateContract } from '../../../shared/contract/gate.ts';
import type { Grant, SessionFacts, ToGate } from '../../../shared/contract/gate-process.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { ReplyOf, RequestName, RequestOf } from '../../../shared/rpc.ts';
import type { Site } from '../../../shared/site.ts';

/** What one request of the page came to. */
export type Turn<Reply> = {
  reply: Result<Reply, GateCode>;
  /** The conversation goes on in this gate; otherwise it is over and main kills the gate. */
  goesOn?: true;
  /** A session begins or goes on: who it is, and the key that the fresh vault gets. */
  session?: { facts: SessionFacts; userKey: Uint8Array };
  grant?: Grant;
  site?: Site;
};

/** What main said when it opened this attempt. */
export type AttemptFacts = Omit<Extract<ToGate, { type: 'attempt' }>, 'type'> & {
  /** Asks for the user key of the open desk: asked for only by what needs it. null when no vault lends it. */
  borrow(): Promise<Uint8Array | null>;
};

export type Turns<Names extends RequestName<GateContract> = RequestName<GateContract>> = {
  [Name in Names]: (
    request: RequestOf<GateContract, Name>,
    facts: AttemptFacts,
  ) => Promise<Turn<ReplyOf<GateContract, Name>>>;
};

export const refuse = (code: GateCode, detail?: Record<string, string | number>): Turn<never> => ({
  reply: fail(code, detail),
});

/** Refused, but nothing secret was guessed at: the person can mend it in the same conversation. */
export const askAgain = (code: GateCode, detail?: Record<string, string | number>): Turn<never> => ({
  reply: fail(code, detail),
  goesOn: true,
});
