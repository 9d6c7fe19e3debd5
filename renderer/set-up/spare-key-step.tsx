import { useState } from 'react';
import type { GateContract } from '../../shared/contract/gate.ts';
import type { Result } from '../../shared/result.ts';
import type { ReplyOf, RequestName, RequestOf } from '../../shared/rpc.ts';
import { KitProof } from './kit-proof.tsx';
import { SecondLeadCode } from './second-lead-code.tsx';
import { SpareKeyChoice } from './spare-key-choice.tsx';

export type Ask = <N extends RequestName<GateContract>>(
  name: N,
  request: RequestOf<GateContract, N>,
) => Promise<Result<ReplyOf<GateContract, N>>>;

type Spare =
  | { is: 'choice' }
  | { is: 'lead'; name: string; enrolmentCode: string; validUntil: number }
  | { is: 'kit'; kitCode: string };

/** Set-up ends with a second lead or a printed owner's kit, typed back to prove it (design, section 4). */
export function SpareKeyStep({
  ask,
  owner,
  opening,
  finish,
}: {
  ask: Ask;
  owner: string;
  opening: boolean;
  finish: () => Promise<Result<unknown>>;
}) {
  const [spare, setSpare] = useState<Spare>({ is: 'choice' });
  switch (spare.is) {
    case 'choice':
      return (
        <SpareKeyChoice
          chooseLead={async (name, username) => {
            const reply = await ask('setup.second-lead', { name, username });
            if (reply.ok) setSpare({ is: 'lead', name, ...reply.value });
            return reply;
          }}
          chooseKit={async () => {
            const reply = await ask('setup.kit', {});
            if (reply.ok) setSpare({ is: 'kit', kitCode: reply.value.kitCode });
            return reply;
          }}
        />
      );
    case 'lead':
      return <SecondLeadCode lead={spare} opening={opening} finish={finish} />;
    case 'kit':
      return (
        <KitProof
          kitCode={spare.kitCode}
          owner={owner}
          opening={opening}
          prove={async (kitCode) => {
            const proof = await ask('setup.kit-prove', { kitCode });
            return proof.ok ? finish() : proof;
          }}
        />
      );
  }
}
