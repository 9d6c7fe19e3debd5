import { Drawer } from '@mantine/core';
import type { EntryState } from '../../shared/console-state.ts';
import { consoleClient } from '../bridge/console.ts';
import { TimeLeft } from '../components/time-left.tsx';
import { useTexts } from '../i18n/i18n.ts';
import { DrawerDoor } from './drawer-door.tsx';
import { LeadsWork } from './leads-work.tsx';
import classes from './lead-drawer.module.css';

/** A live proof of a lead, as both windows' states carry it. */
export type LiveLead = NonNullable<EntryState['drawer']>;

/**
 * The lead's drawer over sign-in, lock or desk: its own sign-in, then lists and people for two visible minutes.
 * @param lead the live proof that main pushed, if any.
 * @param deskOf whose desk this is; that person's list stands on top.
 */
export function LeadDrawer({
  opened,
  lead,
  deskOf,
  onClose,
}: {
  opened: boolean;
  lead: LiveLead | null;
  deskOf: string | null;
  onClose: () => void;
}) {
  const t = useTexts('drawer');
  const close = () => {
    if (lead) void consoleClient.call('lead.close', {});
    onClose();
  };
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size={480}
      padding={20}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': t('closeNow'), size: 36 }}
      classNames={{ header: classes.header, title: classes.title, body: classes.body, content: classes.content }}
      title={
        <>
          <span>{t('title')}</span>
          {lead ? (
            <span className={classes.time}>
              {t('closesIn')} <TimeLeft until={lead.until} onEnd={close} />
            </span>
          ) : null}
        </>
      }
    >
      {lead ? <LeadsWork lead={lead} deskOf={deskOf} /> : <DrawerDoor />}
    </Drawer>
  );
}
