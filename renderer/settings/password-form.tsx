import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { attempt } from '../bridge/attempt.ts';
import { useAnnounce } from '../components/announcer.tsx';
import { CodeField } from '../components/code-field.tsx';
import { Form } from '../components/form.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { Submit } from '../components/submit.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './settings.module.css';

/** Changing the own password: the old one, the new one and a fresh code, in one attempt of one gate. */
export function PasswordForm() {
  const t = useTexts('settings');
  const common = useTexts('common');
  const announce = useAnnounce();
  const request = useGateRequest();
  const [opened, setOpened] = useState(false);
  const [done, setDone] = useState(false);
  const [code, setCode] = useState('');
  const current = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const send = async () => {
    if (request.busy || request.waiting || code.length !== 6) return;
    const password = current.current?.value ?? '';
    const newPassword = next.current?.value ?? '';
    const reply = await request.run(() => attempt('password.change', { password, newPassword, code }));
    setCode('');
    if (!reply.ok) return;
    setOpened(false);
    setDone(true);
    announce(t('password.done'));
  };
  if (!opened)
    return (
      <div className={classes.actions}>
        <Button
          variant="default"
          onClick={() => {
            setDone(false);
            setOpened(true);
          }}
        >
          {t('password.change')}
        </Button>
        {done ? <span className={classes.done}>{t('password.done')}</span> : null}
      </div>
    );
  return (
    <div className={classes.narrow}>
      <Form label={t('password.title')} onSubmit={() => void send()}>
        <PasswordField label={t('password.current')} inputRef={current} autoComplete="current-password" autoFocus />
        <PasswordField
          label={t('password.new')}
          description={t('password.newHint')}
          inputRef={next}
          autoComplete="new-password"
        />
        <CodeField label={common('code')} value={code} onChange={setCode} disabled={request.busy} />
        <Submit request={request} label={t('password.change')} />
      </Form>
      <Button
        mt={8}
        variant="subtle"
        onClick={() => {
          request.clear();
          setOpened(false);
        }}
      >
        {common('cancel')}
      </Button>
    </div>
  );
}
