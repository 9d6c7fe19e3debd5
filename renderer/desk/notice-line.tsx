import { useEffect } from 'react';
import type { Notice } from './desk-context.ts';
import classes from './notice-line.module.css';

/** How long a notice that asks for nothing stays, in milliseconds. */
const plainFor = 8000;

/** One line under the header for what has no better place; what went wrong stays until the next action. */
export function NoticeLine({ notice, onGone }: { notice: Notice | null; onGone: () => void }) {
  useEffect(() => {
    if (notice?.tone !== 'plain') return;
    const timer = setTimeout(onGone, plainFor);
    return () => {
      clearTimeout(timer);
    };
  }, [notice, onGone]);
  return (
    <div role="status" className={notice ? classes.line : undefined} data-tone={notice?.tone}>
      {notice?.text}
    </div>
  );
}
