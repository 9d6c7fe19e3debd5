import type { EntryState } from '../../shared/console-state.ts';
import { Notice } from '../components/notice.tsx';
import { useTexts } from '../i18n/i18n.ts';

/** Why the last session ended otherwise than by signing out, or why a vault did not open. */
export function EntryNotice({ state: { notice, keptAside } }: { state: EntryState }) {
  const t = useTexts('entry');
  if (!notice) return null;
  const failed = notice.startsWith('vault-') || notice === 'shredded';
  return (
    <Notice tone={failed ? 'amber' : 'plain'}>
      <p>{t(`notice.${notice}`)}</p>
      {keptAside ? <p>{t('keptAside', { path: keptAside })}</p> : null}
    </Notice>
  );
}
