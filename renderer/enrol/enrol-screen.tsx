import { useRef, useState } from 'react';
import type { GateContract } from '../../shared/contract/gate.ts';
import type { EntryState } from '../../shared/console-state.ts';
import type { Client, ReplyOf } from '../../shared/rpc.ts';
import { openGate } from '../bridge/ports.ts';
import { Frame } from '../components/frame.tsx';
import { PhoneProof } from '../components/phone-proof.tsx';
import { QuietLink, QuietLinks } from '../components/quiet-link.tsx';
import { RecoveryCodes } from '../components/recovery-codes.tsx';
import { StepLine } from '../components/step-line.tsx';
import { useConversation } from '../components/use-conversation.ts';
import { useOpening } from '../components/use-opening.ts';
import { useTexts } from '../i18n/i18n.ts';
import { EnrolmentCodeForm } from './enrolment-code-form.tsx';
import { EnrolmentPasswordForm } from './enrolment-password-form.tsx';
import type { Invited } from './invited.ts';

type Gate = Client<GateContract>;
type Step =
  | { at: 'code'; interrupted: boolean }
  | { at: 'password'; invited: Invited }
  | { at: 'phone'; invited: Invited; totp: ReplyOf<GateContract, 'enrol.password'>['totp'] }
  | { at: 'recovery'; invited: Invited; codes: string[] };

/** Enrolment by a lead's one-time code: one gate from the first step to the last, nothing stored before its end. */
export function EnrolScreen({ state, onBack }: { state: EntryState; onBack: () => void }) {
  const t = useTexts('enrol');
  const common = useTexts('common');
  const [step, setStep] = useState<Step>({ at: 'code', interrupted: false });
  const gate = useRef<Gate | null>(null);
  const [opening, setOpening] = useOpening(state);
  const ask = useConversation(gate, () => {
    setStep({ at: 'code', interrupted: true });
  });
  const steps = [t('stepCode'), t('stepPassword'), t('stepPhone'), t('stepRecovery')];
  const at = { code: 0, password: 1, phone: 2, recovery: 3 }[step.at];

  return (
    <Frame width={step.at === 'phone' ? 680 : 480}>
      <StepLine steps={steps} at={at} />
      {step.at === 'code' ? (
        <>
          <EnrolmentCodeForm
            interrupted={step.interrupted}
            begin={async (username, enrolmentCode) => {
              gate.current?.close();
              gate.current = await openGate();
              const reply = await gate.current.call('enrol.begin', { username, enrolmentCode });
              if (reply.ok) setStep({ at: 'password', invited: reply.value });
              return reply;
            }}
          />
          <QuietLinks>
            <QuietLink onClick={onBack}>{common('back')}</QuietLink>
          </QuietLinks>
        </>
      ) : null}
      {step.at === 'password' ? (
        <EnrolmentPasswordForm
          invited={step.invited}
          send={async (password) => {
            const reply = await ask('enrol.password', { password });
            if (reply.ok) setStep({ at: 'phone', invited: step.invited, totp: reply.value.totp });
            return reply;
          }}
        />
      ) : null}
      {step.at === 'phone' ? (
        <PhoneProof
          totp={step.totp}
          prove={async (code) => {
            const reply = await ask('enrol.prove', { code });
            if (reply.ok) setStep({ at: 'recovery', invited: step.invited, codes: reply.value.recoveryCodes });
            return reply;
          }}
        />
      ) : null}
      {step.at === 'recovery' ? (
        <RecoveryCodes
          codes={step.codes}
          owner={step.invited.name}
          label={opening ? common('opening') : t('finish')}
          goOn={async () => {
            const reply = await ask('enrol.finish', {});
            setOpening(reply.ok);
            return reply;
          }}
        />
      ) : null}
    </Frame>
  );
}
