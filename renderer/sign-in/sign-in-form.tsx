import { TextInput } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { EntryState } from '../../shared/console-state.ts';
import { attempt } from '../bridge/attempt.ts';
import { attemptNear } from '../bridge/entry.ts';
import { CodeField } from '../components/code-field.tsx';
import { Form } from '../components/form.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { Submit } from '../components/submit.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useOpening } from '../components/use-opening.ts';
import { useTexts } from '../i18n/i18n.ts';
import { FactorLinks, type Factor } from './factor-links.tsx';

/** Username, password, code. A refusal keeps what was typed except the code. */
export function SignInForm({ state, links, onDrawer }: { state: EntryState; links: ReactNode; onDrawer: () => void }) {
  const t = useTexts('signIn');
  const common = useTexts('common');
  const [opening, setOpening] = useOpening(state);
  const [factor, setFactor] = useState<Factor>('code');
  const request = useGateRequest(factor === 'recovery' ? { denied: t('deniedRecovery') } : {});
  const [code, setCode] = useState('');
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const codeInput = useRef<HTMLInputElement>(null);
  const recovery = useRef<HTMLInputElement>(null);

  const submit = () => {
    if (request.busy || request.waiting || opening) return;
    if (factor !== 'recovery' && code.length < 6) {
      codeInput.current?.focus();
      return;
    }
    const typed = {
      username: username.current?.value ?? '',
      password: password.current?.value ?? '',
      factor: factor === 'recovery' ? { recoveryCode: recovery.current?.value ?? '' } : { code },
    };
    void request
      .run(() => attempt('sign-in', typed))
      .then((reply) => {
        setCode('');
        if (recovery.current) recovery.current.value = '';
        setOpening(reply.ok);
        if (reply.ok) return;
        // Whoever mistyped the code types the next one at once; whoever mistyped the rest goes back by Shift+Tab.
        (codeInput.current ?? recovery.current)?.focus();
      });
  };

  return (
    <Form onSubmit={submit} label={t('submit')}>
      <TextInput
        ref={username}
        label={common('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        required
        withAsterisk={false}
        autoFocus
      />
      <PasswordField
        label={common('password')}
        inputRef={password}
        autoComplete="current-password"
        onBegin={attemptNear}
      />
      {factor === 'recovery' ? (
        <TextInput
          ref={recovery}
          label={t('recoveryCode')}
          description={t('recoveryHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          required
          withAsterisk={false}
          autoFocus
        />
      ) : (
        <CodeField
          label={common('code')}
          value={code}
          onChange={setCode}
          inputRef={codeInput}
          disabled={request.busy || opening}
        />
      )}
      <Submit request={request} label={opening ? common('opening') : t('submit')} />
      <FactorLinks
        factor={factor}
        links={links}
        onDrawer={onDrawer}
        onFactor={(next) => {
          flushSync(() => {
            setFactor(next);
          });
          if (next === 'code') codeInput.current?.focus();
        }}
      />
    </Form>
  );
}
