import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { QuietLink, QuietLinks } from '../components/quiet-link.tsx';
import { useTexts } from '../i18n/i18n.ts';

/** What stands for the second factor: the app's code, the choice of a way without it, a recovery code. */
export type Factor = 'code' | 'choose' | 'recovery';

/** Quietly under the button: the first time here, and the ways when there is no code today. */
export function FactorLinks({
  factor,
  links,
  onFactor,
  onDrawer,
}: {
  factor: Factor;
  links: ReactNode;
  onFactor: (factor: Factor) => void;
  onDrawer: () => void;
}) {
  const t = useTexts('signIn');
  const common = useTexts('common');
  const go = (next: Factor) => () => {
    onFactor(next);
  };
  switch (factor) {
    case 'code':
      return (
        <QuietLinks>
          {links}
          <QuietLink onClick={go('choose')}>{t('noCode')}</QuietLink>
        </QuietLinks>
      );
    case 'choose':
      return (
        <div>
          <Text c="dimmed" mb={4}>
            {t('noCodeText')}
          </Text>
          <QuietLinks>
            <QuietLink autoFocus onClick={go('recovery')}>
              {t('useRecovery')}
            </QuietLink>
            <QuietLink onClick={onDrawer}>{t('askLead')}</QuietLink>
            <QuietLink onClick={go('code')}>{common('back')}</QuietLink>
          </QuietLinks>
        </div>
      );
    case 'recovery':
      return (
        <QuietLinks>
          <QuietLink onClick={go('code')}>{t('backToCode')}</QuietLink>
        </QuietLinks>
      );
  }
}
