import { Text, TextInput, Title } from '@mantine/core';
import { useRef } from 'react';
import type { Result } from '../../shared/result.ts';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { Submit } from '../components/submit.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useTexts } from '../i18n/i18n.ts';

/** Username and the one-time code that a lead handed over. */
export function EnrolmentCodeForm({
  interrupted,
  begin,
}: {
  interrupted: boolean;
  begin: (username: string, enrolmentCode: string) => Promise<Result<unknown>>;
}) {
  const t = useTexts('enrol');
  const common = useTexts('common');
  const request = useGateRequest({ denied: t('denied') });
  const username = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  return (
    <Form
      label={t('title')}
      onSubmit={() => {
        if (request.busy || request.waiting) return;
        void request.run(() => begin(username.current?.value ?? '', code.current?.value ?? ''));
      }}
    >
      <div>
        <Title order={1}>{t('title')}</Title>
        <Text mt={4}>{t('text')}</Text>
      </div>
      {interrupted ? <Notice tone="amber">{t('closed')}</Notice> : null}
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
      <TextInput
        ref={code}
        label={t('enrolmentCode')}
        description={t('enrolmentHint')}
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        required
        withAsterisk={false}
        className="mono"
      />
      <Submit request={request} label={t('next')} />
    </Form>
  );
}
