import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Answer, Checklist, GivenAnswer } from '../../shared/checklist/types.ts';
import type { Failure } from '../../shared/result.ts';
import { deskClient } from '../bridge/desk.ts';
import { withAnswers } from './day.ts';

/** How long a comment may rest before it is sent, in milliseconds. */
const rest = 400;

export type Today = {
  list: Checklist | null;
  failure: Failure | null;
  /** Answers that main refused, by item. */
  refused: Record<string, Failure>;
  submitting: boolean;
  submitFailure: Failure | null;
  /** `caret`: of a comment that is being typed; it is sent when the typing rests, and once more when it is left. */
  answer: (answer: GivenAnswer) => void;
  /** The comment of this point was left: whatever stands in it is meant. */
  left: (item: string) => void;
  submit: () => Promise<void>;
  reload: () => Promise<void>;
};

/**
 * The shift's list as main has it, with what the person has just answered laid over it. An answer is sent at once, a
 * comment when the typing rests and when it is left; the list that comes back replaces what it covers.
 */
export function useToday(listKey: string): Today {
  const [kept, setKept] = useState<Checklist | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [mine, setMine] = useState<Record<string, Answer>>({});
  const [refused, setRefused] = useState<Record<string, Failure>>({});
  const [submitting, setSubmitting] = useState(false);
  const [submitFailure, setSubmitFailure] = useState<Failure | null>(null);
  /** Answers that were not sent as meant yet. */
  const timers = useRef(new Map<string, { timer: ReturnType<typeof setTimeout>; answer: Answer }>());
  const sending = useRef<Promise<void>>(Promise.resolve());

  const reload = useCallback(async () => {
    const answer = await deskClient.call('checklist.today', {});
    if (answer.ok) setKept(answer.value);
    setFailure(answer.ok ? null : answer);
  }, []);
  useEffect(() => {
    void reload();
  }, [reload, listKey]);

  const send = useCallback((answer: Answer, caret?: number) => {
    // One after the other: what comes back last is what was sent last.
    sending.current = sending.current.then(async () => {
      const reply = await deskClient.call('checklist.answer', caret === undefined ? answer : { ...answer, caret });
      if (!reply.ok) {
        setRefused((before) => ({ ...before, [answer.item]: reply }));
        return;
      }
      setKept(reply.value);
      setRefused((before) => without(before, answer.item));
      // What is typed stays on the screen as it is until it is left.
      if (caret !== undefined) return;
      setMine((before) => (before[answer.item] === answer ? without(before, answer.item) : before));
    });
  }, []);

  const flush = useCallback(
    (item?: string) => {
      for (const [id, { timer, answer }] of timers.current) {
        if (item !== undefined && id !== item) continue;
        clearTimeout(timer);
        timers.current.delete(id);
        send(answer);
      }
    },
    [send],
  );
  const leave = useEffectEvent(() => {
    flush();
  });
  useEffect(
    () => () => {
      leave();
    },
    [],
  );

  const answer = useCallback<Today['answer']>(
    ({ caret, ...given }) => {
      setMine((before) => ({ ...before, [given.item]: given }));
      setSubmitFailure(null);
      const waiting = timers.current.get(given.item);
      if (waiting) clearTimeout(waiting.timer);
      const timer = setTimeout(
        () => {
          if (caret === undefined) flush(given.item);
          else send(given, caret);
        },
        caret === undefined ? 0 : rest,
      );
      timers.current.set(given.item, { timer, answer: given });
    },
    [flush, send],
  );

  const submit = useCallback(async () => {
    setSubmitting(true);
    flush();
    await sending.current;
    const reply = await deskClient.call('checklist.submit', {});
    setSubmitting(false);
    if (reply.ok) setKept(reply.value);
    setSubmitFailure(reply.ok ? null : reply);
  }, [flush]);

  const list = useMemo(() => (kept ? withAnswers(kept, mine) : null), [kept, mine]);
  return { list, failure, refused, submitting, submitFailure, answer, left: flush, submit, reload };
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}
