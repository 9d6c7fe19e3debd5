/** Sign-in: one column. */
export const signIn = {
  subtitle: 'Sign in to this desk',
  submit: 'Sign in',
  recoveryCode: 'Recovery code',
  recoveryHint: 'One of the codes that you kept when you connected your phone. It works once.',
  firstTime: 'First time here?',
  noCode: 'No code today?',
  leadsDrawer: 'Team lead',
  noCodeText: 'The password stays the same. Only the six digits are replaced.',
  useRecovery: 'Use a recovery code',
  askLead: 'Ask a team lead to replace your phone',
  backToCode: 'Use the app’s code again',
  otherPerson: 'Another person',
  otherPersonText: 'Signing in here ends the session of {{name}}. Everything saved stays saved.',
  backToLock: 'Back to the locked desk',
  deniedRecovery:
    'The username, password or recovery code is not right. A recovery code works only once; check them and try again.',
} as const;
