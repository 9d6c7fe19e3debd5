import { useEffect, useRef } from 'react';
import { useAnnounce } from '../components/announcer.tsx';
import { useNow } from '../components/use-now.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './countdown-screen.module.css';

/** Seconds before the lock at which the warning is spoken (design, section 6). */
const spokenAt = [30, 10];

/** The last seconds before an idle lock: any touch of keyboard or mouse ends it, so there is nothing to press. */
export function CountdownScreen({ locksAt }: { locksAt: number }) {
  const t = useTexts('countdown');
  const format = useFormat();
  const announce = useAnnounce();
  const left = locksAt - useNow(200);
  const seconds = Math.ceil(left / 1000);
  const spoken = useRef<number | null>(null);
  useEffect(() => {
    const due = spokenAt.filter((at) => seconds <= at).at(-1) ?? null;
    if (due === null || spoken.current === due) return;
    spoken.current = due;
    announce(t('spoken', { count: due }));
  }, [seconds, announce, t]);
  return (
    <main className={classes.countdown}>
      <p className={classes.time} role="timer">
        {format.countdown(left)}
      </p>
      <div>
        <h1 className={classes.title}>{t('title')}</h1>
        <p className={classes.text}>{t('text')}</p>
      </div>
    </main>
  );
}
