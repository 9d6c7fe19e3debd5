import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../i18n/i18n.ts';
import { useFormat } from '../i18n/format.ts';
import { useConsole } from './console-context.ts';
import { inGroups } from './groups.ts';
import classes from './code-sheet.module.css';

/**
 * Codes in a table that can be printed once (look: Set-up). Of the page only this sheet reaches the paper, with the
 * site's name, whose it is and the day.
 */
export function CodeSheet({ title, owner, codes }: { title: string; owner: string; codes: string[] }) {
  const t = useTexts('common');
  const format = useFormat();
  const { site } = useConsole();
  const [printed, setPrinted] = useState(false);
  const [day] = useState(() => Date.now());
  return (
    <div>
      <section data-print className={classes.sheet} aria-label={title}>
        <header className={classes.paperOnly}>
          <h2>{title}</h2>
          <p>{[t('product'), site?.name, owner, format.date(day)].filter(Boolean).join(' · ')}</p>
        </header>
        <ol className={classes.codes} data-one={codes.length === 1 || undefined}>
          {codes.map((code) => (
            <li key={code}>{inGroups(code)}</li>
          ))}
        </ol>
      </section>
      <Button
        variant="default"
        mt={12}
        disabled={printed}
        leftSection={<IconPrinter size={18} aria-hidden />}
        onClick={() => {
          window.print();
          setPrinted(true);
        }}
      >
        {t(printed ? 'printed' : 'print')}
      </Button>
    </div>
  );
}
