import { Text, TextInput, Title } from '@mantine/core';
import { useRef } from 'react';
import type { Result } from '../../shared/result.ts';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { QuietLink, QuietLinks } from '../components/quiet-link.tsx';
import { Submit } from '../components/submit.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useTexts } from '../i18n/i18n.ts';

export type Owner = { name: string; username: string };

/** The first lead: name, username and password. */
export function OwnerForm({
  owner,
  interrupted,
  begin,
  onBack,
}: {
  owner: Owner;
  interrupted: boolean;
  begin: (owner: Owner, password: string) => Promise<Result<unknown>>;
  onBack: () => void;
}) {
  const t = useTexts('setUp');
  const common = useTexts('common');
  const request = useGateRequest();
  const name = useRef<HTMLInputElement>(null);
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  return (
    <Form
      label={t('ownerTitle')}
      onSubmit={() => {
        if (request.busy || request.waiting) return;
        const typed = { name: name.current?.value.trim() ?? '', username: username.current?.value.trim() ?? '' };
        void request.run(() => begin(typed, password.current?.value ?? ''));
      }}
    >
      <div>
        <Title order={1}>{t('ownerTitle')}</Title>
        <Text mt={4}>{t('ownerText')}</Text>
      </div>
      {interrupted ? <Notice tone="amber">{t('closed')}</Notice> : null}
      <TextInput
        ref={name}
        label={t('name')}
        defaultValue={owner.name}
        maxLength={80}
        autoComplete="name"
        required
        withAsterisk={false}
        autoFocus={!interrupted}
      />
      <TextInput
        ref={username}
        label={t('username')}
        description={t('usernameHint')}
        defaultValue={owner.username}
        maxLength={64}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
      />
      <PasswordField
        label={t('password')}
        description={t('passwordHint')}
        inputRef={password}
        autoComplete="new-password"
        autoFocus={interrupted}
      />
      <Submit request={request} label={common('next')} />
      <QuietLinks>
        <QuietLink onClick={onBack}>{common('back')}</QuietLink>
      </QuietLinks>
    </Form>
  );
}
