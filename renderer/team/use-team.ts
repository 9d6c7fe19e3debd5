import { useCallback, useEffect, useState } from 'react';
import type { CommonContract } from '../../shared/contract/ipc.ts';
import type { Person } from '../../shared/people.ts';
import type { Failure } from '../../shared/result.ts';
import type { ReplyOf } from '../../shared/rpc.ts';
import { consoleClient } from '../bridge/console.ts';

export type TeamDay = ReplyOf<CommonContract, 'team.lists'>;

export type Team = {
  day: TeamDay | null;
  people: Person[];
  failure: Failure | null;
  reload: () => void;
};

/** The team's lists of one site date, read again after every change. null: today and whatever else waits. */
export function useTeam(date: string | null): Team {
  const [day, setDay] = useState<TeamDay | null>(null);
  const [people, setPeople] = useState<Person[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const reload = useCallback(() => {
    const asked = [consoleClient.call('people.list', {}), consoleClient.call('team.lists', { date })] as const;
    void Promise.all(asked).then(([known, lists]) => {
      if (known.ok) setPeople(known.value);
      if (lists.ok) setDay(lists.value);
      setFailure(!known.ok ? known : lists.ok ? null : lists);
    });
  }, [date]);
  useEffect(reload, [reload]);
  return { day, people, failure, reload };
}
