import { Button } from '@mantine/core';
import type { GateRequest } from './use-gate-request.ts';
import { ErrorLine } from './error-line.tsx';
import classes from './submit.module.css';

/** The foot of a form that speaks to the gate: what went wrong, then the one button. */
export function Submit({
  request,
  label,
  color,
  autoFocus,
}: {
  request: GateRequest;
  label: string;
  color?: string;
  autoFocus?: boolean;
}) {
  return (
    <div className={classes.submit} data-refused={request.error ? true : undefined}>
      <ErrorLine text={request.error?.text ?? null} spoken={request.error?.spoken} />
      <Button
        type="submit"
        fullWidth
        autoFocus={autoFocus}
        color={color}
        loading={request.busy}
        disabled={request.waiting}
        h={40}
      >
        {label}
      </Button>
    </div>
  );
}
