import type { HistoryDay } from '../../shared/checklist/types.ts';
import classes from './day-mark.module.css';

/** What stands inside the mark of a day: states differ by shape as well as by colour (WCAG 1.4.1). */
const shapes: Record<HistoryDay['state'], string | null> = {
  none: null,
  open: null,
  overdue: 'M12 7v6M12 16.2v.3',
  submitted: 'M8 12h8',
  confirmed: 'M8 12.4l2.8 2.8L16.2 9',
  returned: 'M15.5 15.5v-2a3 3 0 0 0-3-3H8.5m2.6-2.8L8.3 10.5l2.8 2.8',
  'not-confirmed': 'M9 9l6 6M15 9l-6 6',
};

/** A small round mark for one day; a dot beside it where there were exceptions. */
export function DayMark({ day }: { day: HistoryDay }) {
  const shape = shapes[day.state];
  return (
    <svg viewBox="0 0 28 24" className={classes.mark} data-state={day.state} aria-hidden>
      <circle cx="12" cy="12" r={day.state === 'none' ? 2 : 9.5} className={classes.disc} />
      {shape ? <path d={shape} className={classes.shape} /> : null}
      {day.exceptions > 0 ? <circle cx="22" cy="5" r="4" className={classes.exceptions} /> : null}
    </svg>
  );
}
