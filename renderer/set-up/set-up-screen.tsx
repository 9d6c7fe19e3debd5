import { useRef, useState } from 'react';
import type { EntryState } from '../../shared/console-state.ts';
import type { GateContract } from '../../shared/contract/gate.ts';
import type { Client } from '../../shared/rpc.ts';
import type { Site } from '../../shared/site.ts';
import { openGate } from '../bridge/ports.ts';
import { ConsoleContext, useConsole } from '../components/console-context.ts';
import { Frame } from '../components/frame.tsx';
import { PhoneProof } from '../components/phone-proof.tsx';
import { RecoveryCodes } from '../components/recovery-codes.tsx';
import { StepLine } from '../components/step-line.tsx';
import { useConversation } from '../components/use-conversation.ts';
import { useOpening } from '../components/use-opening.ts';
import { useTexts } from '../i18n/i18n.ts';
import { OwnerForm, type Owner } from './owner-form.tsx';
import { SiteForm } from './site-form.tsx';
import { SpareKeyStep } from './spare-key-step.tsx';

type Step =
  | { at: 'site' }
  | { at: 'owner'; interrupted: boolean }
  | { at: 'phone'; totp: { uri: string; secret: string } }
  | { at: 'recovery'; codes: string[] }
  | { at: 'spare' };

const place = { site: 0, owner: 1, phone: 2, recovery: 2, spare: 3 } as const;
const width = { site: 440, owner: 440, phone: 680, recovery: 520, spare: 520 } as const;

/** First run: one gate from the owner's password to the end, which commits everything at once or nothing. */
export function SetUpScreen({ state }: { state: EntryState }) {
  const t = useTexts('setUp');
  const facts = useConsole();
  const common = useTexts('common');
  const [step, setStep] = useState<Step>({ at: 'site' });
  const [site, setSite] = useState<Site>({
    name: '',
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: state.language,
  });
  const [owner, setOwner] = useState<Owner>({ name: '', username: '' });
  const [opening, setOpening] = useOpening(state);
  const gate = useRef<Client<GateContract> | null>(null);
  const ask = useConversation(gate, () => {
    setStep({ at: 'owner', interrupted: true });
  });

  return (
    <ConsoleContext value={{ ...facts, site: step.at === 'site' ? null : site }}>
      <Frame width={width[step.at]}>
        <StepLine steps={[t('stepSite'), t('stepOwner'), t('stepPhone'), t('stepSpare')]} at={place[step.at]} />
        {step.at === 'site' ? (
          <SiteForm
            site={site}
            onDone={(next) => {
              setSite(next);
              setStep({ at: 'owner', interrupted: false });
            }}
          />
        ) : null}
        {step.at === 'owner' ? (
          <OwnerForm
            owner={owner}
            interrupted={step.interrupted}
            onBack={() => {
              setStep({ at: 'site' });
            }}
            begin={async (next, password) => {
              setOwner(next);
              gate.current?.close();
              gate.current = await openGate();
              const reply = await gate.current.call('setup.begin', { site, ...next, password });
              if (reply.ok) setStep({ at: 'phone', totp: reply.value.totp });
              return reply;
            }}
          />
        ) : null}
        {step.at === 'phone' ? (
          <PhoneProof
            totp={step.totp}
            prove={async (code) => {
              const reply = await ask('setup.prove', { code });
              if (reply.ok) setStep({ at: 'recovery', codes: reply.value.recoveryCodes });
              return reply;
            }}
          />
        ) : null}
        {step.at === 'recovery' ? (
          <RecoveryCodes
            codes={step.codes}
            owner={owner.name}
            label={common('next')}
            goOn={() => {
              setStep({ at: 'spare' });
              return Promise.resolve({ ok: true, value: {} });
            }}
          />
        ) : null}
        {step.at === 'spare' ? (
          <SpareKeyStep
            ask={ask}
            owner={owner.name}
            opening={opening}
            finish={async () => {
              const reply = await ask('setup.finish', {});
              setOpening(reply.ok);
              return reply;
            }}
          />
        ) : null}
      </Frame>
    </ConsoleContext>
  );
}
