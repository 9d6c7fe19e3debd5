import type { GateCode } from '../../../shared/contract/gate.ts';

/** What a refused request to the gate says. */
export const gateErrors = {
  denied: 'The username, password or code is not right. Nothing was changed; check them and try again.',
  wait: 'Too many failed attempts. You can try again in {{time}}.',
  'code-used': 'This code has already been used. Wait for the next one in your app.',
  clock: 'The clock of this computer is wrong, so codes are not accepted. Ask a team lead or IT to set it right.',
  'wrong-code': 'The code does not match. Check that the phone sets its time automatically, then enter the next code.',
  'weak-password': 'This password is too easy to guess. Choose another one of at least 12 characters.',
  'username-taken': 'Somebody here already has this username. Choose another one.',
  'card-data': 'This looks like card data. It is not stored; take it out.',
  'last-lead': 'This is the last active team lead. Add another lead first.',
  'own-account':
    'Your own role, last day and “temporary” can only be changed by another team lead. Nothing was changed.',
  'no-grant': 'The two minutes are over. Nothing was changed; confirm with your code again.',
  'not-found': 'This person is no longer on the list. The list has been refreshed.',
  'not-now': 'This step is no longer open. Nothing was saved; begin again.',
  keychain: 'The system keychain did not answer. Nothing was changed; unlock it and try again.',
  storage: 'Writing to the disk failed. Nothing was changed; free some space and try again.',
  malformed: 'Something in these fields is not valid. Check them and try again.',
  internal: 'Something went wrong inside the console. Nothing was changed; try again.',
  closed: 'The connection inside the console closed. Nothing was changed; try again.',
} as const satisfies Record<GateCode, string>;

/** `detail.reason` of a weak password. */
export const passwordReasons = {
  short: 'This password is too short. Use at least 12 characters.',
  common: 'This password is on the list of common passwords. Choose another one.',
  'contains-name': 'This password contains a name or the site. Choose another one.',
  pattern: 'This password is easy to guess. Add a few words that do not belong together.',
} as const;
