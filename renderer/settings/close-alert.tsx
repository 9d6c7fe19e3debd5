import { Button } from '@mantine/core';
import { useState } from 'react';
import { deskClient } from '../bridge/desk.ts';
import { Notice } from '../components/notice.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useAsk } from '../desk/use-ask.ts';
import { useTexts } from '../i18n/i18n.ts';
import { StepUp } from '../team/step-up.tsx';
import { useLeadOpen } from '../team/use-lead-open.ts';

/** What central once showed and then did not. It stays until a lead has seen it (design, section 9). */
export function CloseAlert() {
  const t = useTexts('settings');
  const ask = useAsk();
  const { state } = useDesk();
  const open = useLeadOpen();
  const [closing, setClosing] = useState(false);
  const { alert } = state.central;
  if (alert === null) return null;
  const close = () => {
    setClosing(!open);
    if (open) void ask(() => deskClient.call('central.close-alert', {}));
  };
  return (
    <>
      <Notice tone="danger">
        <p>
          <strong>{t(`central.alert.${alert}`)}</strong>
        </p>
        <p>{t(`central.alert.${alert}.text`)}</p>
        {state.person.role === 'lead' ? (
          <Button mt="sm" variant="default" onClick={close}>
            {t('central.alert.close')}
          </Button>
        ) : null}
      </Notice>
      {closing && !open ? <StepUp /> : null}
    </>
  );
}
