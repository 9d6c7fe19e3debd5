import type { ReactNode } from 'react';
import { useTexts } from '../i18n/i18n.ts';
import { useConsole } from './console-context.ts';
import { PreviewBanner } from './preview-banner.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';
import classes from './frame.module.css';

/**
 * The frame of everything before the desk: product above, one column in the middle, language and theme below.
 * `width` is the column's in pixels.
 */
export function Frame({ width = 360, footer, children }: { width?: number; footer?: ReactNode; children: ReactNode }) {
  const t = useTexts('common');
  const { version } = useConsole();
  return (
    <div className={classes.frame}>
      <PreviewBanner />
      <header className={classes.header}>
        <span className={classes.product}>{t('product')}</span>
      </header>
      <main className={classes.main}>
        <div className={classes.column} style={{ maxWidth: width }}>
          {children}
        </div>
      </main>
      <footer className={classes.footer}>
        <PreferencesMenu />
        <span className={classes.version}>{version}</span>
        {footer}
      </footer>
    </div>
  );
}
