import { useDesk } from '../desk/desk-context.ts';
import { useNow } from '../components/use-now.ts';

/** Whether lead's work is open at this desk now; main has the last word at every step. */
export function useLeadOpen(): boolean {
  const { lead } = useDesk().state;
  const now = useNow(1000);
  return lead !== null && lead.until > now;
}
