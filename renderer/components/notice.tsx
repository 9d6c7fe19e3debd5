import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

/** A standing word on a screen. Amber only where the reader must act, red only for danger, else plain. */
export function Notice({ tone, children }: { tone: 'plain' | 'amber' | 'danger'; children: ReactNode }) {
  const Icon = tone === 'plain' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={classes.notice} data-tone={tone}>
      <Icon size={20} aria-hidden className={classes.icon} />
      <div className={classes.text}>{children}</div>
    </div>
  );
}
