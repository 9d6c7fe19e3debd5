import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { GateRequest } from './use-gate-request.ts';
import { ErrorLine } from './error-line.tsx';
import classes from './submit.module.css';

/**
 * How long a button stays calm, in milliseconds. Most answers come sooner, and what turns takes time from whatever opens
 * the desk meanwhile.
 */
const calm = 700;

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
  const [takesLong] = useDebouncedValue(request.busy, calm);
  return (
    <div className={classes.submit} data-refused={request.error ? true : undefined}>
      <ErrorLine text={request.error?.text ?? null} spoken={request.error?.spoken} />
      <Button
        type="submit"
        fullWidth
        autoFocus={autoFocus}
        color={color}
        className={classes.button}
        loading={request.busy && takesLong}
        aria-busy={request.busy}
        disabled={request.waiting}
        h={40}
      >
        {label}
      </Button>
    </div>
  );
}
