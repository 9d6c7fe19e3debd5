import { useTexts } from '../i18n/i18n.ts';
import { CentralPart } from './strip-central.tsx';
import { ChainPart } from './strip-chain.tsx';
import { LeadPart } from './strip-lead.tsx';
import { LockPart } from './strip-lock.tsx';
import { ProtectionPart } from './strip-protection.tsx';
import classes from './strip.module.css';

/** The desk's conscience: time to lock, chain, sync, what IT has managed. Each part opens what explains it. */
export function Strip() {
  const t = useTexts('desk');
  return (
    <footer className={classes.strip} aria-label={t('strip')}>
      <LockPart />
      <LeadPart />
      <ChainPart />
      <CentralPart />
      <span className={classes.space} />
      <ProtectionPart />
    </footer>
  );
}
