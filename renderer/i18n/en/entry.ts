/** What the entry window says besides sign-in and lock. */
export const entry = {
  brokenTitle: 'The console cannot open',
  happened: 'What happened',
  safe: 'What is safe',
  do: 'What to do',
  keptAside: 'The file is kept here: {{path}}',
  code: 'Code for IT: {{code}}',
  retry: 'Try again',
  quit: 'Quit',
  goOn: 'Go on as a team lead',
  'notice.vault-damaged':
    'Your notes could not be opened: the file is damaged. It was not overwritten. The notes of other people are not affected; tell IT.',
  'notice.vault-newer':
    'Your notes were written by a newer version of Cleandesk. Nothing was changed; ask IT to update this computer.',
  'notice.vault-foreign':
    'Your notes come from another computer. Nothing was changed; ask IT where this file comes from.',
  'notice.vault-rolled-back':
    'Your notes were not opened: their file is older than it was here last, or it is gone. Nothing was put in its place. The notes of other people are not affected; tell IT.',
  'notice.vault-keychain':
    'The system keychain did not give the key to your notes. Nothing was changed; unlock it and sign in again.',
  'notice.vault-storage':
    'Your notes could not be read from the disk. Nothing was changed; sign in again, and if that does not help, tell IT.',
  'notice.vault-died':
    'The notes vault closed unexpectedly. Everything that was shown as saved is safe; sign in again.',
  'notice.signed-out': 'A team lead ended your session. Everything saved is safe; ask your lead.',
  'notice.session-limit':
    'The session reached its time limit and has ended. Everything saved is safe; sign in again to go on.',
  'notice.shredded': 'A team lead reset your password, so your notes were erased. Sign in with a new enrolment code.',
} as const;
