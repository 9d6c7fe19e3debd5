import { Stack, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { attempt } from '../bridge/attempt.ts';
import { CodeField } from '../components/code-field.tsx';
import { Form } from '../components/form.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { QuietLink, QuietLinks } from '../components/quiet-link.tsx';
import { Submit } from '../components/submit.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useTexts } from '../i18n/i18n.ts';

/** The drawer's own sign-in: a lead, or in an emergency the owner's kit. What opens is what main then pushes. */
export function DrawerDoor() {
  const t = useTexts('drawer');
  const [kit, setKit] = useState(false);
  return (
    <Stack gap={16}>
      <Text>{t(kit ? 'kitText' : 'signInText')}</Text>
      {kit ? <KitForm /> : <LeadForm />}
      <QuietLinks>
        <QuietLink
          onClick={() => {
            setKit(!kit);
          }}
        >
          {t(kit ? 'useSignIn' : 'useKit')}
        </QuietLink>
      </QuietLinks>
    </Stack>
  );
}

function LeadForm() {
  const t = useTexts('drawer');
  const common = useTexts('common');
  const request = useGateRequest({ denied: t('denied') });
  const [code, setCode] = useState('');
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const codeInput = useRef<HTMLInputElement>(null);
  const submit = () => {
    if (request.busy || request.waiting) return;
    if (code.length < 6) {
      codeInput.current?.focus();
      return;
    }
    const typed = { username: username.current?.value ?? '', password: password.current?.value ?? '', code };
    void request
      .run(() => attempt('drawer', typed))
      .then((reply) => {
        setCode('');
        if (reply.ok) {
          // The page lives on with the lock: it must not keep the lead's password in it.
          if (password.current) password.current.value = '';
        } else codeInput.current?.focus();
      });
  };
  return (
    <Form label={t('signIn')} onSubmit={submit}>
      <TextInput
        ref={username}
        label={common('username')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        required
        withAsterisk={false}
        autoFocus
        data-autofocus
      />
      <PasswordField label={common('password')} inputRef={password} autoComplete="current-password" />
      <CodeField label={common('code')} value={code} onChange={setCode} inputRef={codeInput} disabled={request.busy} />
      <Submit request={request} label={t('signIn')} />
    </Form>
  );
}

function KitForm() {
  const t = useTexts('drawer');
  const request = useGateRequest({ denied: t('kitDenied') });
  const kitCode = useRef<HTMLInputElement>(null);
  return (
    <Form
      label={t('kitOpen')}
      onSubmit={() => {
        if (request.busy || request.waiting) return;
        void request.run(() => attempt('kit.open', { kitCode: kitCode.current?.value ?? '' }));
      }}
    >
      <TextInput
        ref={kitCode}
        label={t('kitCode')}
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        required
        withAsterisk={false}
        className="mono"
        autoFocus
      />
      <Submit request={request} label={t('kitOpen')} />
    </Form>
  );
}
