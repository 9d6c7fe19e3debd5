import type { Checklist } from '../../shared/checklist/types.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './day-panel.module.css';

const radius = 52;
const round = 2 * Math.PI * radius;

/** How much of today's list is answered, as a ring that closes. */
export function DayRing({ done, total, list }: { done: number; total: number; list: Checklist }) {
  const t = useTexts('today');
  const share = total === 0 ? 1 : done / total;
  const tone = list.overdue || list.state === 'returned' ? 'amber' : list.state === 'confirmed' ? 'ok' : 'accent';
  return (
    <svg
      viewBox="0 0 128 128"
      className={classes.circle}
      data-tone={tone}
      role="img"
      aria-label={t('day.ring', { done, total, state: t(`state.${list.state}`) })}
    >
      <circle cx="64" cy="64" r={radius} className={classes.track} />
      <circle
        cx="64"
        cy="64"
        r={radius}
        className={classes.progress}
        strokeDasharray={`${String(share * round)} ${String(round)}`}
        transform="rotate(-90 64 64)"
      />
      <text x="64" y="64" className={classes.figures}>
        {done}/{total}
      </text>
    </svg>
  );
}
