import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActivityRow } from '../../shared/contract/ipc.ts';
import type { Failure } from '../../shared/result.ts';
import { deskClient } from '../bridge/desk.ts';
import { groups, type Group } from './groups.ts';

export type Filters = { group: Group | null; person: string | null; date: string | null };
export const noFilters: Filters = { group: null, person: null, date: null };

const pageSize = 50;

export type Activity = {
  rows: ActivityRow[];
  more: boolean;
  /** `first`: a new list is read; `more`: earlier rows are. */
  reading: 'first' | 'more' | null;
  failure: Failure | null;
  loadMore: () => void;
  reload: () => void;
};

/** The log's newest rows under these filters, and earlier ones on demand. An answer to an older question is dropped. */
export function useActivity(filters: Filters): Activity {
  const [rows, setRows] = useState<ActivityRow[]>([]);
  const [more, setMore] = useState(false);
  const [reading, setReading] = useState<Activity['reading']>('first');
  const [failure, setFailure] = useState<Failure | null>(null);
  const turn = useRef(0);
  const { group, person, date } = filters;

  const read = useCallback(
    async (before: ActivityRow[]) => {
      const mine = ++turn.current;
      setReading(before.length > 0 ? 'more' : 'first');
      const answer = await deskClient.call('activity.page', {
        types: group === null ? null : [...groups[group]],
        person,
        date,
        beforeSeq: before.at(-1)?.seq ?? null,
        limit: pageSize,
      });
      if (mine !== turn.current) return;
      setReading(null);
      setFailure(answer.ok ? null : answer);
      if (!answer.ok) return;
      setRows([...before, ...answer.value.rows]);
      setMore(answer.value.more);
    },
    [group, person, date],
  );
  useEffect(() => {
    void read([]);
  }, [read]);
  return {
    rows,
    more,
    reading,
    failure,
    loadMore: () => void read(rows),
    reload: () => void read([]),
  };
}
