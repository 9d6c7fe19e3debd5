import { useEffect, useState } from 'react';
import { consoleClient } from '../bridge/console.ts';

/** The name of the lead who decided about a list, where this desk may tell it; null otherwise. */
export function useLeadName(lead: string | null): string | null {
  const [known, setKnown] = useState<{ id: string; name: string } | null>(null);
  useEffect(() => {
    if (lead === null) return;
    let shown = true;
    void consoleClient.call('people.list', {}).then((answer) => {
      const person = answer.ok ? answer.value.find((each) => each.id === lead) : undefined;
      if (shown && person) setKnown({ id: person.id, name: person.name });
    });
    return () => {
      shown = false;
    };
  }, [lead]);
  return known?.id === lead ? known.name : null;
}
