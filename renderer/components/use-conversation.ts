import { type RefObject, useEffect } from 'react';
import type { GateContract } from '../../shared/contract/gate.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { Client, ReplyOf, RequestName, RequestOf } from '../../shared/rpc.ts';

/** The codes after which a gate no longer knows the conversation: it has to begin again. */
const lost = ['closed', 'not-now', 'internal'];

/**
 * Asks within one conversation of several steps that one gate keeps. `onLost` when that gate is gone; the port closes
 * with the screen.
 */
export function useConversation(
  gate: RefObject<Client<GateContract> | null>,
  onLost: () => void,
): <N extends RequestName<GateContract>>(
  name: N,
  request: RequestOf<GateContract, N>,
) => Promise<Result<ReplyOf<GateContract, N>>> {
  useEffect(
    () => () => {
      gate.current?.close();
      gate.current = null;
    },
    [gate],
  );
  return async (name, request) => {
    const reply = (await gate.current?.call(name, request)) ?? fail('closed');
    if (!reply.ok && lost.includes(reply.code)) onLost();
    return reply;
  };
}
