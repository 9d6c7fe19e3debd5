import { Button } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useDesk } from './desk-context.ts';
import { StripPart } from './strip-part.tsx';

/** How long the audit chain is and whether it holds. */
export function ChainPart() {
  const t = useTexts('desk');
  const format = useFormat();
  const { state, goTo } = useDesk();
  const { chain } = state;
  const whole = chain.state === 'whole';
  const Icon = whole ? IconLink : IconLinkOff;
  return (
    <StripPart
      title={t('strip.chain.title')}
      tone={whole ? 'ok' : 'danger'}
      label={
        <>
          <Icon size={16} aria-hidden />
          <span>{t('strip.chain', { length: format.number(chain.length) })}</span>
          <span className={whole ? 'visually-hidden' : undefined}>{t(`strip.chain.${chain.state}`)}</span>
        </>
      }
    >
      {(close) => (
        <>
          <p>{t('strip.chain.text')}</p>
          {chain.state === 'whole' ? (
            <p>
              {chain.signedUpTo >= 0
                ? t('strip.chain.signed', { seq: format.number(chain.signedUpTo) })
                : t('strip.chain.unsigned')}
            </p>
          ) : (
            <p>{t(chain.state === 'broken' ? 'strip.chain.brokenText' : 'strip.chain.closedText')}</p>
          )}
          <Button
            variant="default"
            onClick={() => {
              close();
              goTo('activity');
            }}
          >
            {t('strip.chain.open')}
          </Button>
        </>
      )}
    </StripPart>
  );
}
