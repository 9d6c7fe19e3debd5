import { Button } from '@mantine/core';
import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import type { CentralState } from '../../shared/console-state.ts';
import { useNow } from '../components/use-now.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { CentralFacts } from './central-facts.tsx';
import { useDesk } from './desk-context.ts';
import { StripPart } from './strip-part.tsx';

type State = CentralState['state'];

const tones: Record<State, 'plain' | 'ok' | 'amber' | 'danger'> = {
  none: 'plain',
  'up-to-date': 'ok',
  sending: 'plain',
  offline: 'amber',
  refused: 'danger',
  'wrong-identity': 'danger',
  conflict: 'danger',
};

/** Whether central has everything. */
export function CentralPart() {
  const t = useTexts('desk');
  const format = useFormat();
  const { state, goTo } = useDesk();
  const now = useNow(30_000);
  const { central } = state;
  const Icon =
    central.state === 'up-to-date' ? IconCloudCheck : central.state === 'sending' ? IconCloudUp : IconCloudOff;
  const words =
    central.alert !== null
      ? t('strip.central.alert')
      : central.state === 'up-to-date'
        ? t('strip.central.up-to-date', { time: central.lastContact ? format.moment(central.lastContact, now) : '' })
        : t(`strip.central.${central.state}`);
  return (
    <StripPart
      title={t('strip.central.title')}
      tone={central.alert === null ? tones[central.state] : 'danger'}
      label={
        <>
          <Icon size={16} aria-hidden />
          <span>{words}</span>
        </>
      }
    >
      {(close) => (
        <>
          <CentralFacts />
          <Button
            variant="default"
            onClick={() => {
              close();
              goTo('settings');
            }}
          >
            {t('strip.central.open')}
          </Button>
        </>
      )}
    </StripPart>
  );
}
