import { Button } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { useState } from 'react';
import { deskClient } from '../bridge/desk.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './activity.module.css';

type Proof =
  { state: 'none' | 'running' | 'failed' } | { state: 'done'; length: number; firstWrong: number | null; at: number };

/** Up to where the chain is proven and by what; proves the whole of it on demand. */
export function ChainBadge() {
  const t = useTexts('activity');
  const format = useFormat();
  const { chain } = useDesk().state;
  const [proof, setProof] = useState<Proof>({ state: 'none' });
  const prove = async () => {
    setProof({ state: 'running' });
    const answer = await deskClient.call('activity.prove', {});
    setProof(
      answer.ok
        ? { state: 'done', length: answer.value.length, firstWrong: answer.value.firstWrong, at: Date.now() }
        : { state: 'failed' },
    );
  };
  const whole = chain.state === 'whole' && !(proof.state === 'done' && proof.firstWrong !== null);
  const Icon = whole ? IconLink : IconLinkOff;
  return (
    <div className={classes.badge} data-whole={whole || undefined}>
      <Icon size={20} aria-hidden className={classes.badgeIcon} />
      <div className={classes.badgeWords}>
        <strong>
          {t('chain.label')}: {whole ? t('chain.whole', { length: format.number(chain.length) }) : null}
          {whole ? null : t(chain.state === 'closed' ? 'chain.closed' : 'chain.broken')}
        </strong>
        <span>
          {chain.state === 'closed'
            ? t('chain.closedText')
            : chain.signedUpTo >= 0
              ? t('chain.signed', { seq: format.number(chain.signedUpTo) })
              : t('chain.unsigned')}
        </span>
        <span role="status">{proofWords()}</span>
      </div>
      <Button variant="default" loading={proof.state === 'running'} onClick={() => void prove()}>
        {t('chain.prove')}
      </Button>
    </div>
  );

  function proofWords(): string | null {
    switch (proof.state) {
      case 'none':
        return null;
      case 'running':
        return t('chain.proving');
      case 'failed':
        return t('chain.failed');
      case 'done':
        return proof.firstWrong === null
          ? t('chain.proven', { length: format.number(proof.length), time: format.seconds(proof.at) })
          : t('chain.wrong', { seq: format.number(proof.firstWrong) });
    }
  }
}
