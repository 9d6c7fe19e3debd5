import { useCallback, useMemo, useState } from 'react';
import type { DeskState } from '../../shared/console-state.ts';
import { openVault } from '../bridge/vault-port.ts';
import { PreviewBanner } from '../components/preview-banner.tsx';
import { useTexts } from '../i18n/i18n.ts';
import { createNotesStore } from '../notes/notes-store.ts';
import { DeskContext, type Desk, type Notice, type Screen } from './desk-context.ts';
import { DeskHeader } from './desk-header.tsx';
import { HelpOverlay } from './help-overlay.tsx';
import { NearBanner } from './near-banner.tsx';
import { Navigation } from './navigation.tsx';
import { NoticeLine } from './notice-line.tsx';
import { ScreenView } from './screen-view.tsx';
import { Strip } from './strip.tsx';
import { useCommands } from './use-commands.ts';
import { useCopying } from './use-copying.ts';
import { useNotesSession } from './use-notes-session.ts';
import { useTouched } from './use-touched.ts';
import classes from './desk-screen.module.css';

/** The desk: header, navigation, one screen, strip. One for each window; what it knows ends with the window. */
export function DeskScreen({ state }: { state: DeskState }) {
  const t = useTexts('desk');
  const [notes] = useState(() => createNotesStore(openVault));
  const [screen, setScreen] = useState<Screen>('today');
  const [notice, say] = useState<Notice | null>(null);
  const forget = useCallback(() => {
    say(null);
  }, []);
  const [helpOpen, setHelpOpen] = useState(false);
  const [breakOpen, setBreakOpen] = useState(false);
  const desk = useMemo<Desk>(
    () => ({
      state,
      notes,
      screen,
      goTo: (next) => {
        setScreen(next);
        notes.setScreen(next);
      },
      say,
    }),
    [state, notes, screen],
  );
  useNotesSession(desk);
  useTouched();
  useCopying(desk);
  useCommands(desk, { help: setHelpOpen, break: setBreakOpen });
  return (
    <DeskContext value={desk}>
      <div className={classes.desk}>
        <a className={classes.skip} href="#content">
          {t('skip')}
        </a>
        <header>
          <PreviewBanner />
          <DeskHeader breakOpen={breakOpen} onBreak={setBreakOpen} onHelp={setHelpOpen} />
          <NearBanner />
          <NoticeLine notice={notice} onGone={forget} />
        </header>
        <Navigation />
        <main id="content" className={classes.main} tabIndex={-1}>
          <ScreenView key={screen} />
        </main>
        <Strip />
      </div>
      <HelpOverlay
        opened={helpOpen}
        onClose={() => {
          setHelpOpen(false);
        }}
      />
    </DeskContext>
  );
}
