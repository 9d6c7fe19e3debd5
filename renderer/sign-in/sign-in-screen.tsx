import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EntryState } from '../../shared/console-state.ts';
import { Frame } from '../components/frame.tsx';
import { Notice } from '../components/notice.tsx';
import { QuietLink } from '../components/quiet-link.tsx';
import { useTexts } from '../i18n/i18n.ts';
import { SignInForm } from './sign-in-form.tsx';

/**
 * Sign-in: the site above, one column, everything else quietly below. Over a locked desk it lets another person in,
 * which ends the session that is locked.
 */
export function SignInScreen({
  state,
  notice,
  links,
  onDrawer,
}: {
  state: EntryState;
  notice: ReactNode;
  links: ReactNode;
  onDrawer: () => void;
}) {
  const t = useTexts('signIn');
  const common = useTexts('common');
  return (
    <Frame footer={<QuietLink onClick={onDrawer}>{t('leadsDrawer')}</QuietLink>}>
      <Stack gap={20}>
        <header>
          <Title order={1}>{state.site?.name ?? common('product')}</Title>
          <Text c="dimmed">{t('subtitle')}</Text>
        </header>
        {notice}
        {state.lock ? <Notice tone="amber">{t('otherPersonText', { name: state.lock.name })}</Notice> : null}
        <SignInForm state={state} links={links} onDrawer={onDrawer} />
      </Stack>
    </Frame>
  );
}
