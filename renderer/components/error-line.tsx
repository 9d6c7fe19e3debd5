import { IconAlertCircle } from '@tabler/icons-react';
import classes from './error-line.module.css';

/**
 * The one line above the button that says what went wrong, spoken at once. Where the text counts down, `spoken` is
 * said instead, once.
 */
export function ErrorLine({ text, spoken }: { text: string | null; spoken?: string | null }) {
  return (
    <div className={text ? classes.line : undefined}>
      {text ? <IconAlertCircle size={20} aria-hidden className={classes.icon} /> : null}
      <div role="alert">
        {text && spoken ? <span className="visually-hidden">{spoken}</span> : null}
        {text ? <span aria-hidden={spoken ? true : undefined}>{text}</span> : null}
      </div>
    </div>
  );
}
