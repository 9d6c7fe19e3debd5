import { useCallback, useEffect, useState } from 'react';
import type { CommonContract } from '../../shared/contract/ipc.ts';
import type { Person } from '../../shared/people.ts';
import type { ReplyOf } from '../../shared/rpc.ts';
import { consoleClient } from '../bridge/console.ts';

export type TeamLists = ReplyOf<CommonContract, 'team.lists'>;

/** People and the lists of the present site date, read again after every change. */
export function useLeadData(): {
  people: Person[] | null;
  lists: TeamLists | null;
  failed: boolean;
  reload: () => void;
} {
  const [people, setPeople] = useState<Person[] | null>(null);
  const [lists, setLists] = useState<TeamLists | null>(null);
  const [failed, setFailed] = useState(false);
  const reload = useCallback(() => {
    void Promise.all([consoleClient.call('people.list', {}), consoleClient.call('team.lists', { date: null })]).then(
      ([peopleReply, listsReply]) => {
        setFailed(!peopleReply.ok || !listsReply.ok);
        if (peopleReply.ok) setPeople(peopleReply.value);
        if (listsReply.ok) setLists(listsReply.value);
      },
    );
  }, []);
  useEffect(reload, [reload]);
  return { people, lists, failed, reload };
}
