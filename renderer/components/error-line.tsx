import { IconAlertCircle } from '@tabler/icons-react';
import classes from './error-line.module.css';

/** The one line above the button that says what went wrong; spoken at once. Keeps its place in the live region. */
export function ErrorLine({ text }: { text: string | null }) {
  return (
    <div role="alert" className={text ? classes.line : undefined}>
      {text ? (
        <>
          <IconAlertCircle size={20} aria-hidden className={classes.icon} />
          <span>{text}</span>
        </>
      ) : null}
    </div>
  );
}
