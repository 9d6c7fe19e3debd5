import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EntryState } from '../../shared/console-state.ts';
import { Frame } from '../components/frame.tsx';
import { Notice } from '../components/notice.tsx';
import { QuietLink, QuietLinks } from '../components/quiet-link.tsx';
import { useNow } from '../components/use-now.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { UnlockForm } from './unlock-form.tsx';

type Lock = NonNullable<EntryState['lock']>;

/** Whose desk, since when, why. Password and Enter, no click (design, section 6). */
export function LockScreen({
  state,
  lock,
  notice,
  onOther,
  onDrawer,
}: {
  state: EntryState;
  lock: Lock;
  notice: ReactNode;
  onOther: () => void;
  onDrawer: () => void;
}) {
  const t = useTexts('lock');
  const format = useFormat();
  const now = useNow(5000);
  const why = lock.break ? t(`break.${lock.break}`) : t(`cause.${lock.cause}`);
  const since = t('since', { time: format.moment(lock.since, now) });
  const reason = [why, format.duration(now - lock.since)].join(' · ');
  return (
    <Frame>
      <Stack gap={20}>
        <header>
          <Text c="dimmed">{state.site?.name}</Text>
          <Title order={1} my={2}>
            {lock.name}
          </Title>
          <Text>{since}</Text>
          <Text c="dimmed">{reason}</Text>
        </header>
        {notice}
        {lock.masked > 0 ? <Notice tone="amber">{t('masked', { count: lock.masked })}</Notice> : null}
        <UnlockForm state={state} needsCode={lock.needsCode} />
        <QuietLinks>
          <QuietLink onClick={onOther}>{t('otherPerson')}</QuietLink>
          <QuietLink onClick={onDrawer}>{t('leadsDrawer')}</QuietLink>
        </QuietLinks>
      </Stack>
    </Frame>
  );
}
