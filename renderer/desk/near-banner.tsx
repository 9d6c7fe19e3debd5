import { IconClockExclamation } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useAnnounce } from '../components/announcer.tsx';
import { useNow } from '../components/use-now.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useDesk } from './desk-context.ts';
import { lockTime, spokenMoment } from './lock-time.ts';
import classes from './near-banner.module.css';

/** Minutes before the session's end at which the desk says so (design, section 4). */
const sessionNear = 15 * 60_000;

/**
 * The desk is about to lock, or the session to end. Any touch of keyboard or mouse keeps the desk, so there is nothing
 * to press. Spoken here only in the preview, where no countdown window speaks.
 */
export function NearBanner() {
  const t = useTexts('desk');
  const format = useFormat();
  const announce = useAnnounce();
  const { state } = useDesk();
  const now = useNow(250);
  const time = lockTime(state.locksAt, now, state.settings);
  const near = time?.near === true;
  const moment = near && state.host === 'preview' ? spokenMoment(time.left) : null;
  const spoken = useRef<30 | 10 | null>(null);
  useEffect(() => {
    if (moment !== null && moment !== spoken.current) announce(t(moment === 30 ? 'near.spoken30' : 'near.spoken10'));
    spoken.current = moment;
  }, [moment, announce, t]);
  if (near)
    return (
      <div className={classes.banner} data-testid="near-banner">
        <IconClockExclamation size={20} aria-hidden />
        <strong role="timer">{t('near.title', { time: format.countdown(time.left) })}</strong>
        <span>{t('near.text')}</span>
      </div>
    );
  if (state.session.endsAt - now > sessionNear) return null;
  return (
    <div className={classes.banner} role="status">
      <IconClockExclamation size={20} aria-hidden />
      <span>{t('session.near', { time: format.time(state.session.endsAt) })}</span>
    </div>
  );
}
