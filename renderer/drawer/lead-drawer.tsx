import { Drawer } from '@mantine/core';
import type { EntryState } from '../../shared/console-state.ts';
import { consoleClient } from '../bridge/console.ts';
import { TimeLeft } from '../components/time-left.tsx';
import { useTexts } from '../i18n/i18n.ts';
import { DrawerDoor } from './drawer-door.tsx';
import { LeadsWork } from './leads-work.tsx';
import classes from './lead-drawer.module.css';

/** A live proof of a lead, as the entry window's state carries it. */
export type LiveLead = NonNullable<EntryState['drawer']>;

/**
 * The lead's drawer over sign-in or lock: its own sign-in, then lists and people for two visible minutes.
 * @param lead the live proof that main pushed, if any.
 * @param deskOf whose desk this is; that person's list stands on top.
 */
export function LeadDrawer({
  opened,
  lead,
  deskOf,
  onClose,
  onClosed,
}: {
  opened: boolean;
  lead: LiveLead | null;
  deskOf: string | null;
  onClose: () => void;
  onClosed: () => void;
}) {
  const t = useTexts('drawer');
  const close = () => {
    if (lead) void consoleClient.call('lead.close', {});
    onClose();
  };
  return (
    <Drawer.Root
      opened={opened}
      onClose={close}
      onExitTransitionEnd={onClosed}
      returnFocus={false}
      position="right"
      size={480}
      transitionProps={{ duration: 120 }}
      classNames={{ content: classes.content }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes.header}>
          <Drawer.Title className={classes.title}>{t('title')}</Drawer.Title>
          {lead ? (
            <span className={classes.time}>
              {t('closesIn')} <TimeLeft until={lead.until} onEnd={close} />
            </span>
          ) : null}
          <Drawer.CloseButton aria-label={t('closeNow')} size={36} />
        </div>
        <Drawer.Body className={classes.body}>
          {lead ? <LeadsWork lead={lead} deskOf={deskOf} /> : <DrawerDoor />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
