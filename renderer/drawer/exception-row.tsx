import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ChecklistItem, Exception } from '../../shared/checklist/types.ts';
import { consoleClient } from '../bridge/console.ts';
import { useLanguage, useTexts } from '../i18n/i18n.ts';
import { ReasonForm } from './reason-form.tsx';
import classes from './exception-row.module.css';

/** An open exception: whose, which item, what was said, and the word that closes it. */
export function ExceptionRow({
  exception,
  name,
  item,
  onChanged,
}: {
  exception: Exception;
  name: string;
  item: ChecklistItem | undefined;
  onChanged: () => void;
}) {
  const t = useTexts('drawer');
  const language = useLanguage();
  const [closing, setClosing] = useState(false);
  return (
    <div className={classes.exception}>
      <div className={classes.who}>{name}</div>
      <div>{item?.text[language] ?? exception.item}</div>
      <div className={classes.comment}>{exception.comment}</div>
      {closing ? (
        <ReasonForm
          label={t('closeReason')}
          submit={t('closeException')}
          send={(reason) =>
            consoleClient.call('team.close-exception', { list: exception.list, item: exception.item, reason })
          }
          onDone={onChanged}
          onCancel={() => {
            setClosing(false);
          }}
        />
      ) : (
        <Button
          mt={8}
          variant="default"
          onClick={() => {
            setClosing(true);
          }}
        >
          {t('closeException')}
        </Button>
      )}
    </div>
  );
}
