import type { ReactNode } from 'react';
import { useTexts } from '../i18n/i18n.ts';
import { Coming } from './coming.tsx';
import { useConsole } from './console-context.ts';
import { PreviewBanner } from './preview-banner.tsx';
import { later } from './later.ts';
import classes from './frame.module.css';

// A menu brings more code than the fields above it, and nobody opens one before it is there.
const PreferencesMenu = later(async () => (await import('./preferences-menu.tsx')).PreferencesMenu);

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
        <Coming>
          <PreferencesMenu />
        </Coming>
        <span className={classes.version}>{version}</span>
        {footer}
      </footer>
    </div>
  );
}
