import { Button } from '@mantine/core';
import type { GateRequest } from './use-gate-request.ts';
import { ErrorLine } from './error-line.tsx';

/** The foot of a form that speaks to the gate: what went wrong, then the one button. */
export function Submit({ request, label, color }: { request: GateRequest; label: string; color?: string }) {
  return (
    <>
      <ErrorLine text={request.error?.text ?? null} spoken={request.error?.spoken} />
      <Button type="submit" fullWidth color={color} loading={request.busy} disabled={request.waiting} h={40}>
        {label}
      </Button>
    </>
  );
}
