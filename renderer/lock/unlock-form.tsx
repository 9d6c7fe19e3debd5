import { Text } from '@mantine/core';
import { useRef, useState } from 'react';
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

/** The password, and after a long absence the code; the focus is where one types. */
export function UnlockForm({ state, needsCode }: { state: EntryState; needsCode: boolean }) {
  const t = useTexts('lock');
  const common = useTexts('common');
  const request = useGateRequest({ denied: t(needsCode ? 'deniedCode' : 'denied') });
  const [opening, setOpening] = useOpening(state);
  const [code, setCode] = useState('');
  const password = useRef<HTMLInputElement>(null);
  const codeInput = useRef<HTMLInputElement>(null);

  const submit = () => {
    if (request.busy || request.waiting || opening) return;
    if (needsCode && code.length < 6) {
      codeInput.current?.focus();
      return;
    }
    const typed = { password: password.current?.value ?? '', ...(needsCode ? { code } : {}) };
    void request
      .run(() => attempt('unlock', typed))
      .then((reply) => {
        setCode('');
        setOpening(reply.ok);
        if (reply.ok) return;
        password.current?.focus();
        password.current?.select();
      });
  };

  return (
    <Form onSubmit={submit} label={t('unlock')}>
      <PasswordField
        label={common('password')}
        inputRef={password}
        autoComplete="current-password"
        autoFocus
        onBegin={attemptNear}
      />
      {needsCode ? (
        <>
          <Text c="dimmed" fz="xs">
            {t('needsCode')}
          </Text>
          <CodeField
            label={common('code')}
            value={code}
            onChange={setCode}
            inputRef={codeInput}
            disabled={request.busy || opening}
          />
        </>
      ) : null}
      <Submit request={request} label={opening ? common('opening') : t('unlock')} />
    </Form>
  );
}
