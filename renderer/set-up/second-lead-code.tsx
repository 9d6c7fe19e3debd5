import { Text, Title } from '@mantine/core';
import type { Result } from '../../shared/result.ts';
import { Form } from '../components/form.tsx';
import { OneTimeCode } from '../components/one-time-code.tsx';
import { Submit } from '../components/submit.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';

/** The second lead's enrolment code, to be handed over before the set-up is finished. */
export function SecondLeadCode({
  lead,
  opening,
  finish,
}: {
  lead: { name: string; enrolmentCode: string; validUntil: number };
  opening: boolean;
  finish: () => Promise<Result<unknown>>;
}) {
  const t = useTexts('setUp');
  const common = useTexts('common');
  const format = useFormat();
  const request = useGateRequest();
  return (
    <Form
      onSubmit={() => {
        if (!request.busy && !opening) void request.run(finish);
      }}
    >
      <div>
        <Title order={1}>{t('leadCodeTitle', { name: lead.name })}</Title>
        <Text mt={4}>{t('leadCodeText', { name: lead.name, time: format.dateTime(lead.validUntil) })}</Text>
      </div>
      <OneTimeCode code={lead.enrolmentCode} />
      <Submit autoFocus request={request} label={opening ? common('opening') : t('finish')} />
    </Form>
  );
}
