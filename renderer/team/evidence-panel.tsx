import { useEffect, useState } from 'react';
import { evidenceItems } from '../../shared/checklist/templates.ts';
import type { Evidence } from '../../shared/checklist/types.ts';
import type { Person } from '../../shared/people.ts';
import type { Failure } from '../../shared/result.ts';
import { consoleClient } from '../bridge/console.ts';
import { deskClient } from '../bridge/desk.ts';
import { ErrorLine } from '../components/error-line.tsx';
import { useIpcReadErrorText } from '../i18n/error-text.ts';
import { useTexts } from '../i18n/i18n.ts';
import { EvidenceRow } from './evidence-row.tsx';
import classes from './team.module.css';

/** Dated points that nobody at a seat can know, each with its newest evidence (design, section 7). */
export function EvidencePanel() {
  const t = useTexts('team');
  const errorText = useIpcReadErrorText();
  const [known, setKnown] = useState<Evidence[]>([]);
  const [people, setPeople] = useState<Person[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let shown = true;
    const asked = [deskClient.call('evidence.list', {}), consoleClient.call('people.list', {})] as const;
    void Promise.all(asked).then(([list, directory]) => {
      if (!shown) return;
      if (list.ok) setKnown(list.value);
      else setFailure(list);
      if (directory.ok) setPeople(directory.value);
    });
    return () => {
      shown = false;
    };
  }, []);
  return (
    <section aria-label={t('tab.evidence')}>
      <p className={classes.dim}>{t('evidence.intro')}</p>
      <ErrorLine text={failure ? `${t('evidence.failed')} ${errorText(failure)}` : null} />
      <ul className={classes.evidence}>
        {evidenceItems.map((item) => {
          const newest = known
            .filter((each) => each.item === item.id)
            .toSorted((a, b) => b.recordedAt - a.recordedAt)[0];
          return (
            <EvidenceRow
              key={item.id}
              item={item}
              newest={newest ?? null}
              by={people.find((person) => person.id === newest?.recordedBy)?.name ?? null}
              onRecorded={(evidence) => {
                setKnown([evidence, ...known]);
              }}
            />
          );
        })}
      </ul>
    </section>
  );
}
