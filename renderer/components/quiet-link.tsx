import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './quiet-link.module.css';

/** What stands quietly under the one button of a screen. */
export function QuietLinks({ children }: { children: ReactNode }) {
  return <div className={classes.links}>{children}</div>;
}

export function QuietLink({
  onClick,
  autoFocus,
  children,
}: {
  onClick: () => void;
  autoFocus?: boolean;
  children: ReactNode;
}) {
  return (
    <Button variant="subtle" fw={500} px={8} autoFocus={autoFocus} onClick={onClick}>
      {children}
    </Button>
  );
}
