import { Checkbox, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import type { CallCard } from '../../shared/contract/vault.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useNotes } from './use-notes.ts';
import classes from './call-card-fields.module.css';

/** What a call begins with: consent, identity check, do-not-call; each answer also becomes an event without content. */
export function CallCardFields({ card }: { card: CallCard }) {
  const t = useTexts('notes');
  const id = useId();
  const { notes } = useNotes();
  const change = (part: Partial<CallCard>) => void notes.mark({ card: { ...card, ...part } });
  const unset = { value: 'unset', label: t('card.unset') };
  return (
    <section className={classes.card} aria-label={t('card.title')}>
      <div className={classes.line}>
        <span id={`${id}-consent`}>{t('card.consent')}</span>
        <SegmentedControl
          aria-labelledby={`${id}-consent`}
          value={card.consent ?? 'unset'}
          data={[
            unset,
            { value: 'given', label: t('card.consent.given') },
            { value: 'refused', label: t('card.consent.refused') },
            { value: 'revoked', label: t('card.consent.revoked') },
          ]}
          onChange={(value) => {
            change({ consent: value === 'unset' ? null : (value as CallCard['consent']) });
          }}
        />
      </div>
      <div className={classes.line}>
        <span id={`${id}-identity`}>{t('card.identity')}</span>
        <SegmentedControl
          aria-labelledby={`${id}-identity`}
          value={card.identity ?? 'unset'}
          data={[
            unset,
            { value: 'checked', label: t('card.identity.checked') },
            { value: 'failed', label: t('card.identity.failed') },
          ]}
          onChange={(value) => {
            change({ identity: value === 'unset' ? null : (value as CallCard['identity']) });
          }}
        />
      </div>
      <Checkbox
        label={t('card.doNotCall')}
        checked={card.doNotCall}
        onChange={(event) => {
          change({ doNotCall: event.currentTarget.checked });
        }}
      />
      <p className={classes.kept}>{t('card.kept')}</p>
    </section>
  );
}
