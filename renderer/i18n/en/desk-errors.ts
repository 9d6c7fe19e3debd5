import type { IpcCode } from '../../../shared/contract/ipc.ts';
import type { VaultCode } from '../../../shared/contract/vault.ts';

/** What main says when it refuses. */
export const ipcErrors = {
  'no-lead': 'This needs a team lead’s confirmation, and the two minutes are over. Nothing was changed.',
  'own-list': 'Nobody confirms their own checklist. Ask another lead.',
  'not-found': 'It is no longer there. The list has been refreshed.',
  'not-now': 'This is not possible now: an answer or a comment is missing, or it has been submitted already.',
  'card-data': 'This looks like card data. It is not stored; take it out.',
  automatic: 'The console answers this item itself.',
  storage: 'The disk did not take it. Nothing was changed; free some space and try again.',
  'bad-token': 'This is not a valid enrolment token. Ask IT for a new one.',
  unreachable: 'The central server does not answer. The desk works on; try again later.',
  'wrong-identity': 'Another server answers at this address. Nothing was sent; tell IT.',
  'already-enrolled': 'This console is already connected to a central server.',
  malformed: 'Something in these fields cannot be used. Check them and try again.',
  internal: 'Something went wrong inside the console. Nothing was changed; try again.',
  closed: 'The connection inside the console closed. Nothing was changed; try again.',
} as const satisfies Record<IpcCode, string>;

/** What the vault says when it refuses. */
export const vaultErrors = {
  'not-found': 'This note is no longer there.',
  'card-data': 'This looks like card data. It is not stored; take it out.',
  expired: 'This note has expired and can no longer be read.',
  'disk-full': 'The disk is full. Your text is only on the screen; free some space.',
  'read-only': 'The folder of the notes cannot be written. Your text is only on the screen; tell IT.',
  storage: 'The disk did not take it. Your text is only on the screen; tell IT.',
  keychain: 'The system keychain did not answer. Your text is only on the screen; unlock the keychain.',
  damaged: 'This note is damaged and cannot be opened. The others are not affected.',
  malformed: 'Something in these fields cannot be used. Check them and try again.',
  internal: 'Something went wrong inside the console. Your text is only on the screen; try again.',
  closed: 'The vault of notes has closed. Your text is only on the screen; lock and unlock.',
} as const satisfies Record<VaultCode, string>;
