import type { DeskContract, EntryContract } from '../../../shared/contract/ipc.ts';
import type { RequestName } from '../../../shared/rpc.ts';

/**
 * What a request of a page needs beside a good shape. Said once more here, and for every name of the contracts: a
 * channel that nobody has thought about does not compile.
 * - `nothing`: any page of that kind may ask at any time, or it has no effect that could be refused
 * - `open-desk`: refused unless that page's desk is open
 * - `lead`: refused without a live proof of a lead
 */
export type Right = 'nothing' | 'open-desk' | 'lead';

/** What both kinds of page can ask. */
const ofBoth = {
  'prefs.set': 'nothing',
  'people.list': 'lead',
  'lead.close': 'nothing',
  'team.lists': 'lead',
  'team.confirm': 'lead',
  'team.return': 'lead',
  'team.close-exception': 'lead',
  'clock.confirm': 'lead',
  'team.brief': 'lead',
} as const satisfies Partial<Record<RequestName<EntryContract> & RequestName<DeskContract>, Right>>;

export const entryRights: Record<RequestName<EntryContract>, Right> = {
  ...ofBoth,
  'gate.open': 'nothing',
  state: 'nothing',
  composed: 'nothing',
  drawn: 'nothing',
  'attempt.near': 'nothing',
  retry: 'nothing',
  quit: 'nothing',
};

export const deskRights: Record<RequestName<DeskContract>, Right> = {
  ...ofBoth,
  'gate.open': 'open-desk',
  state: 'open-desk',
  'vault.open': 'open-desk',
  lock: 'open-desk',
  'drawer.open': 'open-desk',
  'on-call': 'open-desk',
  'sign-out': 'open-desk',
  touched: 'nothing',
  copied: 'open-desk',
  selected: 'open-desk',
  'checklist.today': 'open-desk',
  'checklist.answer': 'open-desk',
  'checklist.submit': 'open-desk',
  'checklist.history': 'open-desk',
  'policy-text.read': 'open-desk',
  'policy-text.acknowledge': 'open-desk',
  'policy-text.publish': 'lead',
  'evidence.list': 'open-desk',
  'evidence.record': 'lead',
  'activity.page': 'open-desk',
  'activity.prove': 'open-desk',
  'activity.export': 'open-desk',
  'settings.write': 'lead',
  'central.enrol': 'lead',
  'central.leave': 'lead',
  'central.close-alert': 'lead',
  'central.retry': 'open-desk',
};
