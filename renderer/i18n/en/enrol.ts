/** First sign-in, lost phone, forgotten password. */
export const enrol = {
  stepCode: 'Your code',
  stepPassword: 'Password',
  stepPhone: 'Phone',
  stepRecovery: 'Recovery codes',
  title: 'First time here',
  text: 'Your team lead gave you a username and a one-time enrolment code. You also need such a code for a new phone or after a forgotten password.',
  enrolmentCode: 'Enrolment code',
  enrolmentHint: 'Letters and digits; capitals and dashes do not matter.',
  next: 'Next',
  hello: 'Hello, {{name}}',
  newPassword: 'Choose a password',
  newPasswordHint:
    'At least 12 characters. A few words that do not belong together are easy to remember and hard to guess.',
  currentPasswordText: 'Enter your password. It stays the same; only the phone is replaced.',
  shredTitle: 'Your notes on this desk will be erased',
  shredText:
    'They are encrypted with the forgotten password, and nobody can open them without it. This cannot be undone.',
  setPassword: 'Set the password',
  setPasswordAndShred: 'Set the password and erase my notes',
  finish: 'Start work',
  closed: 'The enrolment was interrupted, so nothing was saved. Enter the enrolment code again.',
  denied:
    'The username or the enrolment code is not right, or the code is no longer valid. Ask your lead for a new one.',
  deniedPassword: 'The password is not right. Nothing was changed; try again.',
} as const;
