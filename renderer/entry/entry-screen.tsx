import { Loader } from '@mantine/core';
import type { EntryState } from '../../shared/console-state.ts';
import { Frame } from '../components/frame.tsx';
import { useTexts } from '../i18n/i18n.ts';
import classes from './entry-screen.module.css';

/** Which screen the entry window shows: a function of the pushed state. */
export function EntryScreen({ state }: { state: EntryState | null }) {
  if (!state || state.phase === 'starting') return <Starting />;
  return <Starting />;
}

function Starting() {
  const t = useTexts('common');
  return (
    <Frame>
      <div className={classes.starting}>
        <Loader size={24} aria-hidden />
        <p>{t('loading')}</p>
      </div>
    </Frame>
  );
}
