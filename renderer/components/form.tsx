import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';

/**
 * A form of one column. `onSubmit` runs when every field marked required is filled; otherwise the first empty one
 * takes the focus and nothing is sent.
 */
export function Form({ onSubmit, label, children }: { onSubmit: () => void; label?: string; children: ReactNode }) {
  return (
    <form
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        const empty = [...event.currentTarget.elements].find(
          (field) => field instanceof HTMLInputElement && field.required && field.value.trim() === '',
        );
        if (empty instanceof HTMLInputElement) empty.focus();
        else onSubmit();
      }}
    >
      <Stack gap={16}>{children}</Stack>
    </form>
  );
}
