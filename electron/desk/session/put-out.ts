import type { Directory } from '../directory.ts';
import { mayStay } from '../directory.ts';
import type { Lead } from '../lead/lead.ts';
import type { EndReason } from './machine.ts';
import type { Outcome } from './session.ts';

/**
 * Ends the session of somebody who may not have one any more: disabled and ended people at once; whose phone or
 * password was reset when the lead's work is closed, because the lead's screen still shows the enrolment code.
 */
export function createPutOut(deps: {
  directory: Directory;
  lead: Pick<Lead, 'current'>;
  personAtDesk: () => string | null;
  end: (reason: EndReason) => void;
}): { learn: (outcome: Outcome) => void; review: () => void } {
  const { directory } = deps;
  let shredded: { person: string; issuedAt: number | null } | null = null;

  const atDesk = () => {
    const id = deps.personAtDesk();
    return id === null ? null : { id, person: directory.person(id) };
  };
  return {
    learn: (outcome) => {
      const before = atDesk()?.person;
      directory.learn({ people: outcome.people, site: outcome.site });
      if (confirmsTime(outcome)) directory.confirmTime();
      const now = atDesk()?.person;
      const reset = now && now.state === 'resetting' && now.issuedAt !== before?.issuedAt;
      if (reset && outcome.op === 'people.reset-password') shredded = { person: now.id, issuedAt: now.issuedAt };
    },
    review: () => {
      const here = atDesk();
      if (!here) return;
      if (!mayStay(here.person, directory.today())) deps.end('put-out');
      else if (here.person?.state === 'resetting' && !deps.lead.current()) {
        const notesGone = shredded?.person === here.id && shredded.issuedAt === here.person.issuedAt;
        deps.end(notesGone ? 'shredded' : 'put-out');
      }
    },
  };
}

/** Every proof but a password alone and an operator's recovery code, as the gate has it for its own clock. */
function confirmsTime({ session, grant }: Outcome): boolean {
  if (!session) return grant !== null;
  return session.factor === 'recovery-code' ? session.role === 'lead' : session.factor !== 'none';
}
