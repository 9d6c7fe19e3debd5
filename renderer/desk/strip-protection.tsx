import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react';
import { useTexts } from '../i18n/i18n.ts';
import { useDesk } from './desk-context.ts';
import { StripPart } from './strip-part.tsx';

/** Whether screenshots can see this window, and what the organisation manages (policies come to lie over it later). */
export function ProtectionPart() {
  const t = useTexts('desk');
  const { contentProtection } = useDesk().state;
  const on = contentProtection === 'on';
  const Icon = on ? IconShieldCheck : IconShieldOff;
  const texts = {
    on: 'strip.protection.onText',
    off: 'strip.protection.offText',
    'no-effect': 'strip.protection.noEffectText',
  } as const;
  return (
    <StripPart
      title={t('strip.protection.title')}
      tone={on ? 'ok' : 'plain'}
      label={
        <>
          <Icon size={16} aria-hidden />
          <span>{t(`strip.protection.${contentProtection}`)}</span>
        </>
      }
    >
      {() => (
        <>
          <p>{t(texts[contentProtection])}</p>
          <p>{t('strip.managed')}</p>
        </>
      )}
    </StripPart>
  );
}
