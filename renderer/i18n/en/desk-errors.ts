import type { IpcCode } from '../../../shared/contract/ipc.ts';
import type { VaultCode } from '../../../shared/contract/vault.ts';

/** What main says when it refuses. */
export const ipcErrors = {
  'no-lead':
    'This needs a team lead’s confirmation, and the two minutes are over. Nothing was changed; confirm with a fresh code.',
  'own-list': 'Nobody confirms their own checklist. Ask another lead.',
  'not-found': 'This is no longer there. The list has been refreshed.',
  'not-now':
    'This is not possible now: an answer or a comment is missing, or it has already been submitted. Nothing was changed.',
  'card-data': 'This looks like card data. It is not stored; take it out.',
  automatic: 'The console answers this item itself.',
  storage: 'Writing to the disk failed. Nothing was changed; free some space and try again.',
  'bad-token': 'This is not a valid enrolment token. Ask IT for a new one.',
  'device-token':
    'The central server knows this desk already. Ask IT for a token that is made for this desk; this one was not used up.',
  unreachable: 'The central server does not answer. You can go on working; try again later.',
  'wrong-identity': 'Another server answers at this address. Nothing was sent to it; tell IT.',
  'already-enrolled': 'This console is already connected to a central server.',
  malformed: 'Something in these fields is not valid. Check them and try again.',
  internal: 'Something went wrong inside the console. Nothing was changed; try again.',
  closed: 'The connection inside the console closed. Nothing was changed; try again.',
} as const satisfies Record<IpcCode, string>;

/** What reading from main says when it fails; the screen says before it that nothing is lost. */
export const ipcReadErrors = {
  storage: 'The disk could not be read. Try again; if that does not help, tell IT.',
  internal: 'Something went wrong inside the console. Try again; if that does not help, tell IT.',
  closed: 'The connection inside the console closed. Try again.',
} as const satisfies Partial<Record<IpcCode, string>>;

/** What the vault says when it refuses a change: a mark, a deletion. A text that is not saved has its own line. */
export const vaultErrors = {
  'not-found': 'This note is no longer there. Choose another one.',
  'card-data': 'This looks like card data. It is not stored; take it out.',
  expired: 'This note has expired and can no longer be read. Begin a new one.',
  'disk-full': 'The disk is full. This change was not saved, the note is as it was; free some space and try again.',
  'read-only': 'The notes’ folder cannot be written to. This change was not saved, the note is as it was; tell IT.',
  storage: 'Writing to the disk failed. This change was not saved, the note is as it was; try again or tell IT.',
  keychain:
    'The system keychain did not answer. This change was not saved, the note is as it was; unlock the keychain and try again.',
  damaged: 'This note is damaged and cannot be opened. The others are not affected; tell IT.',
  malformed: 'Something in these fields is not valid. Check them and try again.',
  internal: 'Something went wrong inside the console. This change was not saved, the note is as it was; try again.',
  closed: 'The notes vault has closed. This change was not saved; lock the desk, unlock it and try again.',
} as const satisfies Record<VaultCode, string>;

/** What reading notes says when it fails. */
export const vaultReadErrors = {
  'disk-full': 'The disk is full. The stored notes are not touched; free some space and try again.',
  'read-only': 'The notes’ folder cannot be written to. The stored notes are not touched; tell IT.',
  storage:
    'The disk could not be read. The stored notes are not touched; try again, and if that does not help, tell IT.',
  keychain:
    'The system keychain did not answer. The stored notes stay encrypted and are not touched; unlock the keychain and try again.',
  internal:
    'Something went wrong inside the console. The stored notes are not touched; try again, and if that does not help, tell IT.',
  closed: 'The notes vault has closed. Everything that was shown as saved is safe; lock the desk and unlock it.',
} as const satisfies Partial<Record<VaultCode, string>>;
