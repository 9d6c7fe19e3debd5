import type { GateCode } from '../../shared/contract/gate.ts';
import type { IpcCode } from '../../shared/contract/ipc.ts';
import type { VaultCode } from '../../shared/contract/vault.ts';
import type { Failure } from '../../shared/result.ts';
import { useFormat } from './format.ts';
import { useTexts } from './i18n.ts';
import { centralProblems } from './en/central-problems.ts';
import { gateErrors, passwordReasons } from './en/gate-errors.ts';
import { ipcErrors, ipcReadErrors, vaultErrors, vaultReadErrors } from './en/desk-errors.ts';

/** Puts a refusal of the gate into words; `secondsLeft` is what still runs of a `wait`. */
export function useGateErrorText(): (failure: Failure, secondsLeft?: number) => string {
  const t = useTexts('gateErrors');
  const reasons = useTexts('passwordReasons');
  const format = useFormat();
  return (failure, secondsLeft) => {
    const code: GateCode = isKey(gateErrors, failure.code) ? failure.code : 'internal';
    const reason = failure.detail?.reason;
    if (code === 'weak-password' && isKey(passwordReasons, reason)) return reasons(reason);
    if (code !== 'wait') return t(code);
    return t('wait', { time: format.countdown((secondsLeft ?? Number(failure.detail?.seconds ?? 0)) * 1000) });
  };
}

/** Puts a refusal of main into words. */
export function useIpcErrorText(): (failure: Failure) => string {
  const t = useTexts('ipcErrors');
  return (failure) => t<IpcCode>(isKey(ipcErrors, failure.code) ? failure.code : 'internal');
}

/** Puts what main did not read into words, for a screen that says itself that nothing is lost. */
export function useIpcReadErrorText(): (failure: Failure) => string {
  const t = useTexts('ipcReadErrors');
  const refusal = useIpcErrorText();
  return (failure) => (isKey(ipcReadErrors, failure.code) ? t(failure.code) : refusal(failure));
}

/** Puts a change that the vault refused into words. */
export function useVaultErrorText(): (failure: Failure) => string {
  const t = useTexts('vaultErrors');
  return (failure) => t<VaultCode>(isKey(vaultErrors, failure.code) ? failure.code : 'internal');
}

/** Puts notes that could not be read into words. */
export function useVaultReadErrorText(): (failure: Failure) => string {
  const t = useTexts('vaultReadErrors');
  const refusal = useVaultErrorText();
  return (failure) => (isKey(vaultReadErrors, failure.code) ? t(failure.code) : refusal(failure));
}

/** Puts `CentralState.problem` into words; null for a code that this version does not know. */
export function useCentralProblemText(): (problem: string) => string | null {
  const t = useTexts('centralProblems');
  return (problem) => {
    const code = problem.replace(/^central\./, '');
    return isKey(centralProblems, code) ? t(code) : null;
  };
}

function isKey<Catalogue extends object>(catalogue: Catalogue, key: unknown): key is keyof Catalogue & string {
  return typeof key === 'string' && Object.hasOwn(catalogue, key);
}
