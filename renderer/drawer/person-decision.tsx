import { Button, Text, Title } from '@mantine/core';
import type { Person } from '../../shared/people.ts';
import { attempt } from '../bridge/attempt.ts';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { Submit } from '../components/submit.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useTexts } from '../i18n/i18n.ts';
import type { Invitation } from './invitation-sheet.tsx';

export type Decision = 'phone' | 'password' | 'code' | 'disable';

const requests = {
  phone: 'people.reset-phone',
  password: 'people.reset-password',
  code: 'people.reset-password',
} as const;
const keys = { phone: 'resetPhone', password: 'resetPassword', code: 'newCode', disable: 'disable' } as const;

/** What cannot simply be undone is said in full before it is done. */
export function PersonDecision({
  person,
  decision,
  onInvited,
  onDone,
  onCancel,
}: {
  person: Person;
  decision: Decision;
  onInvited: (invitation: Invitation) => void;
  onDone: (said: string) => void;
  onCancel: () => void;
}) {
  const t = useTexts('people');
  const common = useTexts('common');
  const request = useGateRequest();
  const { id, name } = person;
  const danger = decision === 'password' || decision === 'disable';
  const decide = async () => {
    if (decision === 'disable') {
      const reply = await request.run(() => attempt('people.disable', { id }));
      if (reply.ok) onDone(t('disabledNow', { name }));
      return;
    }
    const reply = await request.run(() => attempt(requests[decision], { id }));
    if (reply.ok) onInvited(reply.value);
  };
  const text = decision === 'code' ? t('newCodeText') : t(`${keys[decision]}Text`, { name });
  return (
    <Form onSubmit={() => void decide()}>
      <Title order={2}>{t(`${keys[decision]}Title`, { name })}</Title>
      {danger ? <Notice tone="danger">{text}</Notice> : <Text>{text}</Text>}
      <Submit
        autoFocus={!danger}
        request={request}
        label={t(`${keys[decision]}Do`)}
        color={danger ? 'danger' : undefined}
      />
      <Button variant="subtle" color="quiet" autoFocus={danger} onClick={onCancel}>
        {common('cancel')}
      </Button>
    </Form>
  );
}
