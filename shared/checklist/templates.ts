import type { Role } from '../people.ts';
import { leadTemplate } from './templates/lead.ts';
import { operatorTemplate } from './templates/operator.ts';
import type { ChecklistTemplate } from './types.ts';

export { evidenceItems } from './templates/evidence.ts';
export { seenFigures, type ConsoleItem } from './templates/console.ts';

/** The built-in shift list of that role. A change of its items raises its version: open lists keep the one they began with. */
export function templateFor(role: Role): ChecklistTemplate {
  return role === 'lead' ? leadTemplate : operatorTemplate;
}
