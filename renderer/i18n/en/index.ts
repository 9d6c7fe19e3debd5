import { common } from './common.ts';
import { countdown } from './countdown.ts';
import { ipcErrors, vaultErrors } from './desk-errors.ts';
import { faults } from './faults.ts';
import { gateErrors, passwordReasons } from './gate-errors.ts';

export const en = {
  common,
  countdown,
  faults,
  gateErrors,
  ipcErrors,
  passwordReasons,
  vaultErrors,
} as const;
