import type { Grant } from '../../../shared/contract/gate-process.ts';
import type { Moment } from '../session/machine.ts';

export type Lead = {
  /** A gate has proven a lead: lead's work is open for at most two minutes. */
  take(grant: Grant): void;
  current(): Omit<Grant, 'token'> | null;
  /** What the next gate is shown; main cannot make one. */
  token(): string | null;
  close(): void;
  /** Closes what is not live any more: a lead who was put out does not keep the two minutes. */
  review(): void;
};

/** Design, section 4: the drawer closes after two minutes, whatever the grant or a set clock says. */
const longest = 120_000;

export function createLead(deps: {
  moment: () => Moment;
  /** Whether that person leads now, as the directory has it. */
  leads: (person: string) => boolean;
  onClosed: () => void;
  onChange: () => void;
}): Lead {
  let grant: Grant | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let endsAt = 0;

  const close = () => {
    clearTimeout(timer);
    if (!grant) return;
    grant = null;
    deps.onClosed();
    deps.onChange();
  };
  const live = (): Grant | null => {
    const now = deps.moment();
    if (!grant || now.running >= endsAt || now.wall >= grant.until) return null;
    return grant.actor === null || deps.leads(grant.actor) ? grant : null;
  };
  return {
    take: (given) => {
      clearTimeout(timer);
      const now = deps.moment();
      const left = Math.min(longest, given.until - now.wall);
      grant = given;
      endsAt = now.running + left;
      timer = setTimeout(close, left);
      deps.onChange();
    },
    current: () => {
      const now = live();
      return now && { actor: now.actor, via: now.via, until: now.until };
    },
    token: () => live()?.token ?? null,
    close,
    review: () => {
      if (!live()) close();
    },
  };
}
