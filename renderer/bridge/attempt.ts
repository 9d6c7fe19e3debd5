import type { GateContract } from '../../shared/contract/gate.ts';
import type { Result } from '../../shared/result.ts';
import type { ReplyOf, RequestName, RequestOf } from '../../shared/rpc.ts';
import { openGate } from './ports.ts';

/** One request in a gate of its own: sign-in, unlock, step-up, lead's work. */
export async function attempt<N extends RequestName<GateContract>>(
  name: N,
  request: RequestOf<GateContract, N>,
): Promise<Result<ReplyOf<GateContract, N>>> {
  const gate = await openGate();
  const reply = await gate.call(name, request);
  gate.close();
  return reply;
}
