import { useEffect, useState } from 'react';
import type { Checklist, HistoryDay } from '../../shared/checklist/types.ts';
import { deskClient } from '../bridge/desk.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useTexts } from '../i18n/i18n.ts';
import { DayRing } from './day-ring.tsx';
import { DayMark } from './day-mark.tsx';
import { PolicyCard } from './policy-card.tsx';
import { useDayWords } from './use-day-words.ts';
import { progressOf } from './day.ts';
import classes from './day-panel.module.css';

const days = 14;

/** The day at a glance: its ring, and the 14 days before as small marks. */
export function DayPanel({ list, listKey }: { list: Checklist | null; listKey: string }) {
  const t = useTexts('today');
  const { state } = useDesk();
  const dayWords = useDayWords();
  const [history, setHistory] = useState<HistoryDay[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let shown = true;
    void deskClient.call('checklist.history', { days }).then((answer) => {
      if (!shown) return;
      setFailed(!answer.ok);
      if (answer.ok) setHistory(answer.value);
    });
    return () => {
      shown = false;
    };
  }, [listKey]);
  return (
    <aside className={classes.panel}>
      <section aria-labelledby="your-day">
        <h2 id="your-day" className={classes.title}>
          {t('day.title')}
        </h2>
        {list ? (
          <div className={classes.ring}>
            <DayRing {...progressOf(list)} list={list} />
            <p>{t(`state.${list.state}`)}</p>
          </div>
        ) : null}
      </section>
      <section aria-labelledby="last-days">
        <h2 id="last-days" className={classes.title}>
          {t('history.title')}
        </h2>
        {failed ? <p className={classes.failed}>{t('history.failed')}</p> : null}
        <ol className={classes.days}>
          {history?.map((day) => (
            <li key={day.date} title={dayWords(day)}>
              <DayMark day={day} />
              <span className="visually-hidden">{dayWords(day)}</span>
              <span className={classes.number} aria-hidden>
                {Number(day.date.slice(8))}
              </span>
            </li>
          ))}
        </ol>
      </section>
      {state.policyText === 'acknowledged' ? <PolicyCard /> : null}
    </aside>
  );
}
