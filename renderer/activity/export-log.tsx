import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { deskClient } from '../bridge/desk.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './activity.module.css';

/** Saves the whole log in a file that anybody can prove without this console. */
export function ExportLog() {
  const t = useTexts('activity');
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const save = async () => {
    setBusy(true);
    setSaid(t('export.working'));
    const answer = await deskClient.call('activity.export', {});
    setBusy(false);
    if (!answer.ok) setSaid(t('export.failed'));
    else if (answer.value.saved === null) setSaid(t('export.cancelled'));
    else setSaid(t('export.saved', { place: answer.value.saved, events: format.number(answer.value.events) }));
  };
  return (
    <div className={classes.export}>
      <span role="status" className={classes.exportSaid}>
        {said}
      </span>
      <Button
        variant="default"
        loading={busy}
        leftSection={<IconDownload size={18} aria-hidden />}
        onClick={() => void save()}
      >
        {t('export.action')}
      </Button>
    </div>
  );
}
