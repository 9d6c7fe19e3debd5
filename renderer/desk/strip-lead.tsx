import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { deskClient } from '../bridge/desk.ts';
import { useNow } from '../components/use-now.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useDesk } from './desk-context.ts';
import { StripPart } from './strip-part.tsx';
import { useAsk } from './use-ask.ts';

/** Lead's work is open at this desk, and for how long still. */
export function LeadPart() {
  const t = useTexts('desk');
  const format = useFormat();
  const { state } = useDesk();
  const ask = useAsk();
  const now = useNow(500);
  if (!state.lead || state.lead.until <= now) return null;
  return (
    <StripPart
      title={t('strip.lead.title')}
      tone="amber"
      label={
        <>
          <IconKey size={16} aria-hidden />
          <span>{t('strip.lead', { time: format.countdown(state.lead.until - now) })}</span>
        </>
      }
    >
      {(close) => (
        <>
          <p>{t('strip.lead.text')}</p>
          <Button
            variant="default"
            onClick={() => {
              close();
              void ask(() => deskClient.call('lead.close', {}));
            }}
          >
            {t('strip.lead.close')}
          </Button>
        </>
      )}
    </StripPart>
  );
}
