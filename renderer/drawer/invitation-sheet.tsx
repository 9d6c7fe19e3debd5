import { Button, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { GateContract } from '../../shared/contract/gate.ts';
import type { ReplyOf } from '../../shared/rpc.ts';
import { OneTimeCode } from '../components/one-time-code.tsx';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './invitation-sheet.module.css';

export type Invitation = ReplyOf<GateContract, 'people.add'>;

/** A one-time enrolment code, shown once, with what its owner has to type. */
export function InvitationSheet({ invitation, onDone }: { invitation: Invitation; onDone: () => void }) {
  const t = useTexts('people');
  const common = useTexts('common');
  const format = useFormat();
  const { name, username } = invitation.person;
  const title = useRef<HTMLHeadingElement>(null);
  // Not the button: the second Enter of two would take the code away before anybody has seen it.
  useEffect(() => {
    title.current?.focus();
  }, []);
  return (
    <Stack gap={16}>
      <Title order={2} className={classes.title} tabIndex={-1} ref={title}>
        {t('invitationTitle', { name })}
      </Title>
      <Text>{t('invitationText', { name })}</Text>
      <dl className={classes.pairs}>
        <dt>{common('username')}</dt>
        <dd>{username}</dd>
      </dl>
      <OneTimeCode code={invitation.enrolmentCode} />
      <Text c="dimmed">{t('invitationValid', { time: format.dateTime(invitation.validUntil) })}</Text>
      <Button onClick={onDone}>{t('done')}</Button>
    </Stack>
  );
}
