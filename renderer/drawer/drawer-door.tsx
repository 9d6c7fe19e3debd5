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

const wordsOf = {
  drawer: { lead: 'signInText', kit: 'kitText', leadSubmit: 'signIn', kitSubmit: 'kitOpen' },
  'go-on': { lead: 'goOnText', kit: 'goOnKitText', leadSubmit: 'goOn', kitSubmit: 'goOn' },
} as const;
type Words = (typeof wordsOf)[keyof typeof wordsOf];

/**
 * The drawer's own sign-in: a lead, or in an emergency the owner's kit. What opens is what main then pushes: the drawer,
 * or a console whose files were rolled back and that a lead goes on from.
 */
export function DrawerDoor({ to = 'drawer' }: { to?: keyof typeof wordsOf }) {
  const words = wordsOf[to];
  const t = useTexts('drawer');
  const [kit, setKit] = useState(false);
  return (
    <Stack gap={16}>
      <Text>{t(kit ? words.kit : words.lead)}</Text>
      {kit ? <KitForm words={words} /> : <LeadForm words={words} />}
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

function LeadForm({ words }: { words: Words }) {
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
    <Form label={t(words.leadSubmit)} onSubmit={submit}>
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
      <Submit request={request} label={t(words.leadSubmit)} />
    </Form>
  );
}

function KitForm({ words }: { words: Words }) {
  const t = useTexts('drawer');
  const request = useGateRequest({ denied: t('kitDenied') });
  const kitCode = useRef<HTMLInputElement>(null);
  return (
    <Form
      label={t(words.kitSubmit)}
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
      <Submit request={request} label={t(words.kitSubmit)} />
    </Form>
  );
}
