import { useCallback } from 'react';
import type { Result } from '../../shared/result.ts';
import { useIpcErrorText } from '../i18n/error-text.ts';
import { useDesk } from './desk-context.ts';

/** Asks main for something that shows itself by a new state; a refusal is said in the frame. */
export function useAsk(): (work: () => Promise<Result<unknown>>) => Promise<boolean> {
  const errorText = useIpcErrorText();
  const { say } = useDesk();
  return useCallback(
    async (work) => {
      const answer = await work();
      say(answer.ok ? null : { tone: 'danger', text: errorText(answer) });
      return answer.ok;
    },
    [errorText, say],
  );
}
