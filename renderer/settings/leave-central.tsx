import { Button, Group } from '@mantine/core';
import { deskClient } from '../bridge/desk.ts';
import { Notice } from '../components/notice.tsx';
import { useAsk } from '../desk/use-ask.ts';
import { useTexts } from '../i18n/i18n.ts';

/** Says what leaving central means, and does it. */
export function LeaveCentral({ onDone }: { onDone: () => void }) {
  const t = useTexts('settings');
  const common = useTexts('common');
  const ask = useAsk();
  return (
    <Notice tone="amber">
      <p>
        <strong>{t('central.leave.title')}</strong>
      </p>
      <p>{t('central.leave.text')}</p>
      <Group mt="sm">
        <Button
          color="danger"
          onClick={() =>
            void ask(() => deskClient.call('central.leave', {})).then((left) => {
              if (left) onDone();
            })
          }
        >
          {t('central.leave')}
        </Button>
        <Button variant="default" autoFocus onClick={onDone}>
          {common('cancel')}
        </Button>
      </Group>
    </Notice>
  );
}
