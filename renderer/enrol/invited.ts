import type { GateContract } from '../../shared/contract/gate.ts';
import type { ReplyOf } from '../../shared/rpc.ts';

/** Who the enrolment code belongs to, and what it asks of that person. */
export type Invited = ReplyOf<GateContract, 'enrol.begin'>;
