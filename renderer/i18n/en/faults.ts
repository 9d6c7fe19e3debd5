import type { FaultCode } from '../../../shared/contract/gate-process.ts';

type Part = 'happened' | 'safe' | 'do';

/** Why the profile cannot be opened: what happened, what is safe, what to do. */
export const faults = {
  'keychain-missing.happened': 'This computer has no keychain that the console can use.',
  'keychain-missing.safe': 'Nothing was changed. Notes and accounts stay encrypted on the disk.',
  'keychain-missing.do':
    'Start the system’s keychain (on Linux a Secret Service such as GNOME Keyring or KWallet), then open the console again.',
  'keychain-locked.happened': 'The system keychain is locked or refused the console.',
  'keychain-locked.safe': 'Nothing was changed. Notes and accounts stay encrypted on the disk.',
  'keychain-locked.do': 'Unlock the keychain, allow Cleandesk to use it, then open the console again.',
  'keychain-emptied.happened': 'The files of this console are here, but its key is no longer in the system keychain.',
  'keychain-emptied.safe': 'Nothing was overwritten. Without the key nobody can read the notes, and neither can you.',
  'keychain-emptied.do': 'Ask IT to restore the keychain of this system user. Do not delete the console’s folder.',
  'profile-emptied.happened':
    'The key of this console is in the system keychain, but its files are gone. This is not a first start.',
  'profile-emptied.safe': 'Nothing was created in their place. The key in the keychain is untouched.',
  'profile-emptied.do': 'Ask IT to restore the console’s folder from a backup, or to remove this device on purpose.',
  'accounts-damaged.happened': 'The file with the accounts is damaged.',
  'accounts-damaged.safe': 'The notes lie in other files and are not touched.',
  'accounts-damaged.do': 'Ask IT to restore the file from a backup and to keep the damaged one for the investigation.',
  'accounts-newer.happened': 'The accounts were written by a newer version of Cleandesk.',
  'accounts-newer.safe': 'Nothing was changed. An older version does not write over newer data.',
  'accounts-newer.do': 'Update Cleandesk on this computer, then open the console again.',
  'accounts-foreign.happened': 'The accounts belong to another computer or another system user.',
  'accounts-foreign.safe': 'Nothing was changed. They cannot be read here.',
  'accounts-foreign.do':
    'Sign in to the system as the user who set up this console. If the folder was copied here, remove the copy.',
  'accounts-rolled-back.happened':
    'The accounts are not those that this computer had last: an older copy was put in their place.',
  'accounts-rolled-back.safe':
    'Nothing was deleted, and a copy is kept for the investigation. Nobody can sign in with what the older copy knows.',
  'accounts-rolled-back.do':
    'Tell IT: with the latest file back in its place everything is as before. Otherwise a team lead goes on from this copy: then only team leads get in until one of them enables the others again, and recovery codes and enrolment codes no longer work.',
  'storage.happened': 'The console’s folder cannot be read or written to.',
  'storage.safe': 'What was saved before stays as it was.',
  'storage.do': 'Free some space on the disk or give this system user the right to write, then open the console again.',
  'audit-unwritable.happened': 'The activity log cannot be written to, so nobody can sign in.',
  'audit-unwritable.safe': 'Notes and accounts are untouched. Nothing happens here without a record.',
  'audit-unwritable.do':
    'Free some space on the disk or give this system user the right to write, then open the console again.',
  'audit-damaged.happened': 'The activity log is damaged: the audit chain is broken.',
  'audit-damaged.safe': 'Notes and accounts are untouched. The damaged log is kept for the investigation.',
  'audit-damaged.do': 'Tell IT and your security officer. Do not delete the console’s folder.',
  'audit-rolled-back.happened': 'Events are missing from the activity log: it is an older copy, or a part was removed.',
  'audit-rolled-back.safe':
    'A copy is kept for the investigation. The log goes on in a new chain, and what central received is not lost.',
  'audit-rolled-back.do': 'Tell IT and your security officer. People can sign in again once a team lead has seen this.',
  'desk-altered.happened':
    'The console’s file is not as the console left it: checklists, settings or other records were changed, removed or put back.',
  'desk-altered.safe':
    'A copy is kept for the investigation. The settings are again those that the activity log knows, and it holds what was really answered and decided.',
  'desk-altered.do':
    'Tell IT and your security officer. People can sign in again once a team lead has seen this; then compare the latest checklists with the activity log.',
} as const satisfies Record<`${FaultCode}.${Part}`, string>;
