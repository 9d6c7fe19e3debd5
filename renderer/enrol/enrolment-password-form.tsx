import { Text, Title } from '@mantine/core';
import { useRef } from 'react';
import type { Result } from '../../shared/result.ts';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { Submit } from '../components/submit.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useTexts } from '../i18n/i18n.ts';
import type { Invited } from './invited.ts';

/** A new password, or the present one when only the phone is replaced. What is erased is said before it is done. */
export function EnrolmentPasswordForm({
  invited,
  send,
}: {
  invited: Invited;
  send: (password: string) => Promise<Result<unknown>>;
}) {
  const t = useTexts('enrol');
  const common = useTexts('common');
  const request = useGateRequest({ denied: t('deniedPassword') });
  const password = useRef<HTMLInputElement>(null);
  const isNew = invited.asks === 'new-password';
  return (
    <Form
      label={t('stepPassword')}
      onSubmit={() => {
        if (!request.busy && !request.waiting) void request.run(() => send(password.current?.value ?? ''));
      }}
    >
      <div>
        <Title order={1}>{t('hello', { name: invited.name })}</Title>
        {isNew ? null : <Text mt={4}>{t('currentPasswordText')}</Text>}
      </div>
      {invited.shredsNotes ? (
        <Notice tone="danger">
          <p>
            <strong>{t('shredTitle')}</strong>
          </p>
          <p>{t('shredText')}</p>
        </Notice>
      ) : null}
      <PasswordField
        label={isNew ? t('newPassword') : common('password')}
        description={isNew ? t('newPasswordHint') : undefined}
        inputRef={password}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        autoFocus
      />
      <Submit
        request={request}
        label={invited.shredsNotes ? t('setPasswordAndShred') : isNew ? t('setPassword') : common('next')}
        color={invited.shredsNotes ? 'danger' : undefined}
      />
    </Form>
  );
}
