import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck, IconSend } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Checklist } from '../../shared/checklist/types.ts';
import { useNow } from '../components/use-now.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useLeadName } from './use-lead-name.ts';
import classes from './today.module.css';

/** Where the list stands and what it wants of the person: overdue, submitted, confirmed, returned with its reason. */
export function ListState({ list }: { list: Checklist }) {
  const t = useTexts('today');
  const format = useFormat();
  const now = useNow(30_000);
  const name = useLeadName(list.decidedBy);
  const moment = (instant: number | null) => (instant === null ? '' : format.moment(instant, now));
  switch (list.state) {
    case 'open':
      return list.overdue ? (
        <Line tone="amber" icon={<IconAlertTriangle size={20} aria-hidden />}>
          {t('overdue', { time: moment(list.dueAt) })}
        </Line>
      ) : (
        <p className={classes.due}>{t('due', { time: moment(list.dueAt) })}</p>
      );
    case 'submitted':
      return (
        <Line tone="plain" icon={<IconSend size={20} aria-hidden />}>
          {t('submittedText', { time: moment(list.submittedAt) })}
        </Line>
      );
    case 'confirmed': {
      const time = moment(list.decidedAt);
      const words = name ? t('confirmedText', { name, time }) : t('confirmedPlain', { time });
      return (
        <Line tone="ok" icon={<IconCircleCheck size={20} aria-hidden />}>
          {list.decidedBy === null ? t('confirmedKit', { time }) : words}
          {list.sameIssuer ? <span className={classes.second}>{t('sameIssuer')}</span> : null}
        </Line>
      );
    }
    case 'returned': {
      const reason = list.returnReason ?? '';
      const words = name ? t('returnedText', { name, reason }) : t('returnedPlain', { reason });
      return (
        <Line tone="amber" icon={<IconArrowBackUp size={20} aria-hidden />}>
          {list.decidedBy === null ? t('returnedKit', { reason }) : words}
          <span className={classes.second}>{t('returned.do')}</span>
        </Line>
      );
    }
    case 'not-confirmed':
      return (
        <Line tone="plain" icon={<IconCircleCheck size={20} aria-hidden />}>
          {t('notConfirmedText')}
        </Line>
      );
  }
}

function Line({ tone, icon, children }: { tone: 'plain' | 'amber' | 'ok'; icon: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.state} data-tone={tone} role="status">
      {icon}
      <div>{children}</div>
    </div>
  );
}
