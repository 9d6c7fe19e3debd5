import { Loader } from '@mantine/core';
import { useRef, useState } from 'react';
import type { EntryState } from '../../shared/console-state.ts';
import { Coming } from '../components/coming.tsx';
import { Frame } from '../components/frame.tsx';
import { later } from '../components/later.ts';
import { QuietLink } from '../components/quiet-link.tsx';
import { useTexts } from '../i18n/i18n.ts';
import { LockScreen } from '../lock/lock-screen.tsx';
import { SignInScreen } from '../sign-in/sign-in-screen.tsx';
import { EntryNotice } from './entry-notice.tsx';
import classes from './entry-screen.module.css';

// What most days never need.
const BrokenScreen = later(async () => (await import('./broken-screen.tsx')).BrokenScreen);
const EnrolScreen = later(async () => (await import('../enrol/enrol-screen.tsx')).EnrolScreen);
const LeadDrawer = later(async () => (await import('../drawer/lead-drawer.tsx')).LeadDrawer);
const SetUpScreen = later(async () => (await import('../set-up/set-up-screen.tsx')).SetUpScreen);

/** Which screen the entry window shows: a function of the pushed state. */
export function EntryScreen({ state }: { state: EntryState | null }) {
  return (
    <Coming meanwhile={<Starting />}>
      <Screen state={state} />
    </Coming>
  );
}

function Screen({ state }: { state: EntryState | null }) {
  switch (state?.phase) {
    case undefined:
    case 'starting':
      return <Starting />;
    case 'first-run':
      return <SetUpScreen state={state} />;
    case 'broken':
      return state.fault ? <BrokenScreen fault={state.fault} /> : <Starting />;
    case 'sign-in':
    case 'locked':
      // Another person at the lock, another lock: the screen begins anew.
      return <Door key={state.lock ? `${state.lock.person} ${state.lock.since}` : state.phase} state={state} />;
  }
}

type Way = 'own' | 'other' | 'enrol';

/** Sign-in or lock, and what leads on from them: another person, the first time, the lead's drawer. */
function Door({ state }: { state: EntryState }) {
  const t = useTexts('signIn');
  const [way, setWay] = useState<Way>('own');
  const [drawer, setDrawer] = useState(state.lock?.cause === 'drawer');
  const isOpen = drawer || state.drawer !== null;
  // It stays while it closes, and is not there before it was first opened.
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  const own = useRef<HTMLDivElement>(null);
  const go = (next: Way) => () => {
    setWay(next);
  };
  const openDrawer = () => {
    setDrawer(true);
  };
  const notice = <EntryNotice state={state} />;
  const screen =
    way === 'enrol' ? (
      <EnrolScreen state={state} onBack={go('own')} />
    ) : state.lock && way === 'own' ? (
      <LockScreen state={state} lock={state.lock} notice={notice} onOther={go('other')} onDrawer={openDrawer} />
    ) : (
      <SignInScreen
        state={state}
        notice={notice}
        onDrawer={openDrawer}
        links={
          <>
            <QuietLink onClick={go('enrol')}>{t('firstTime')}</QuietLink>
            {state.lock ? <QuietLink onClick={go('own')}>{t('backToLock')}</QuietLink> : null}
          </>
        }
      />
    );
  return (
    <>
      <div ref={own} className={classes.own}>
        {screen}
      </div>
      {wasOpen ? (
        <Coming>
          <LeadDrawer
            opened={isOpen}
            lead={state.drawer}
            deskOf={state.lock?.person ?? null}
            onClose={() => {
              setDrawer(false);
            }}
            // The operator types the password at once, without a click (design, section 6).
            onClosed={() => own.current?.querySelector('input')?.focus()}
          />
        </Coming>
      ) : null}
    </>
  );
}

function Starting() {
  const t = useTexts('common');
  return (
    <Frame>
      <div className={classes.starting}>
        <Loader size={24} aria-hidden />
        <h1 className={classes.text}>{t('loading')}</h1>
      </div>
    </Frame>
  );
}
