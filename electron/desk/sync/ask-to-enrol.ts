import { openCheckpoint } from '../../../shared/chain/checkpoint.ts';
import type { IpcCode } from '../../../shared/contract/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { EnrolmentToken } from '../../../shared/sync/token.ts';
import { enrolReply, paths, type EnrolRequest } from '../../../shared/sync/wire.ts';
import type { SeenLog } from './enrolment-store.ts';
import type { Exchange, ExchangeFailure } from './exchange.ts';
import { isPassing } from './passing.ts';

/**
 * Asks the token's central to take this device with its chain. @returns the log's signed state, which from here on
 * central must continue; `conflict`: it holds another history of this chain and takes none of it any more.
 */
export async function askToEnrol(
  exchange: Exchange,
  token: EnrolmentToken,
  device: Omit<EnrolRequest, 'v' | 'secret'>,
  signal: AbortSignal,
): Promise<Result<SeenLog, IpcCode | 'conflict'>> {
  const request: EnrolRequest = { v: 1, secret: token.secret, ...device };
  const body = Buffer.from(JSON.stringify(request), 'utf8');
  const reply = await exchange.post(token, paths.enrol, 'application/json', body, enrolReply, signal);
  if (!reply.ok) return fail(codeOf(reply.failure));
  const checkpoint = openCheckpoint(reply.value.checkpoint, token.origin, token.logKey);
  if (!checkpoint.ok || reply.value.origin !== token.origin) return fail('wrong-identity');
  const { size, root } = checkpoint.value;
  return ok({ size, root: Buffer.from(root).toString('hex') });
}

function codeOf(failure: ExchangeFailure): IpcCode | 'conflict' {
  if (failure.code === 'wrong-identity') return 'wrong-identity';
  if (failure.code !== 'refused') return 'unreachable';
  const { code } = failure.refusal;
  if (code === 'conflict' || code === 'device-token') return code;
  return isPassing(code) ? 'unreachable' : 'bad-token';
}
