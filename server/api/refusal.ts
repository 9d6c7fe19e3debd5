import { refusals, type Refusal, type RefusalReply } from '../../shared/sync/wire.ts';

/** Why a request is not taken. Thrown inside handlers and transactions; becomes the reply and nothing else. */
export class Refused extends Error {
  readonly code: Refusal;
  readonly more: Pick<RefusalReply, 'seq' | 'next'>;
  constructor(code: Refusal, more: Pick<RefusalReply, 'seq' | 'next'> = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

export const statusOf = (code: Refusal): number => refusals[code];

/** Carries central's time, by which a console whose clock is wrong signs again. */
export function refusalBody(code: Refusal, now: number, more: Refused['more'] = {}): RefusalReply {
  return { code, time: now, ...more };
}
