import { useNow } from '../components/use-now.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useDesk } from './desk-context.ts';
import { lockTime } from './lock-time.ts';
import { StripPart } from './strip-part.tsx';
import classes from './strip.module.css';

/** The compliance ceiling that "on a call" raises the idle limit to: 15 minutes (PCI DSS 8.2.8). */
const ceilingSeconds = 900;

/** Time until the idle lock, running down. */
export function LockPart() {
  const t = useTexts('desk');
  const format = useFormat();
  const { state } = useDesk();
  const now = useNow(500);
  const idleSeconds = state.onCall ? ceilingSeconds : state.settings.idleSeconds;
  const time = lockTime(state.locksAt, now, { ...state.settings, idleSeconds });
  const label = time ? t('strip.locksIn', { time: format.countdown(time.left) }) : t('strip.locksUnknown');
  return (
    <StripPart
      title={t('strip.lock.title')}
      tone={time?.near ? 'amber' : 'plain'}
      label={
        <>
          <span className={classes.locks}>{label}</span>
          <span className={classes.bar} aria-hidden>
            <span style={{ width: `${String(Math.round((time?.share ?? 0) * 100))}%` }} />
          </span>
        </>
      }
    >
      {() => (
        <>
          <p>{t('strip.lock.text', { idle: format.duration(state.settings.idleSeconds * 1000) })}</p>
          {state.onCall ? (
            <p>
              {t('strip.lock.onCall', {
                limit: format.duration(ceilingSeconds * 1000),
                time: format.time(state.onCall.until),
              })}
            </p>
          ) : null}
          <p>{t(`strip.lock.${state.idleSource}`)}</p>
          <p>{t('strip.lock.session', { time: format.time(state.session.endsAt) })}</p>
        </>
      )}
    </StripPart>
  );
}
