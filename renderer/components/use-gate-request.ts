import { useRef, useState } from 'react';
import type { GateCode } from '../../shared/contract/gate.ts';
import type { Failure, Result } from '../../shared/result.ts';
import { useGateErrorText } from '../i18n/error-text.ts';
import { useNow } from './use-now.ts';

export type GateRequest = {
  busy: boolean;
  /** Too many failures: nothing can be sent until this has run down. */
  waiting: boolean;
  /** What the last request was refused for; `spoken` is said once where `text` counts down. */
  error: { text: string; spoken: string | null } | null;
  /** One after the other: what is asked while something is under way is not sent, and never answered. */
  run<Value>(work: () => Promise<Result<Value>>): Promise<Result<Value>>;
  clear(): void;
};

/**
 * One form's requests to the gate: busy while it thinks, refused in words, waiting with a running countdown.
 * @param words what a code means in this form, where that is narrower than the catalogue's sentence.
 */
export function useGateRequest(words: Partial<Record<GateCode, string>> = {}): GateRequest {
  const say = useGateErrorText();
  const [busy, setBusy] = useState(false);
  // A second Enter comes before the page is drawn anew.
  const isUnderWay = useRef(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waitUntil, setWaitUntil] = useState(0);
  const now = useNow(failure?.code === 'wait' ? 250 : 60_000);
  const waiting = failure?.code === 'wait' && now < waitUntil;
  const shown = failure && (failure.code !== 'wait' || waiting) ? failure : null;
  return {
    busy,
    waiting,
    error: shown && {
      text: words[shown.code as GateCode] ?? say(shown, Math.ceil((waitUntil - now) / 1000)),
      spoken: waiting ? say(shown) : null,
    },
    run: async (work) => {
      if (isUnderWay.current) return new Promise(() => undefined);
      isUnderWay.current = true;
      setBusy(true);
      setFailure(null);
      const reply = await work().finally(() => {
        isUnderWay.current = false;
        setBusy(false);
      });
      if (!reply.ok) {
        setWaitUntil(Date.now() + Number(reply.detail?.seconds ?? 0) * 1000);
        setFailure(reply);
      }
      return reply;
    },
    clear: () => {
      setFailure(null);
    },
  };
}
