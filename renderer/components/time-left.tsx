import { useEffect, useRef } from 'react';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useNow } from './use-now.ts';
import classes from './time-left.module.css';

/** A visible time that runs down to an instant; `onEnd` once, when it is reached. */
export function TimeLeft({ until, onEnd }: { until: number; onEnd?: () => void }) {
  const t = useTexts('common');
  const format = useFormat();
  const now = useNow(250);
  const over = now >= until;
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (over) end.current?.();
  }, [over]);
  const time = format.countdown(until - now);
  return (
    <span role="timer" aria-label={t('timeLeft', { time })} className={classes.time}>
      {time}
    </span>
  );
}
