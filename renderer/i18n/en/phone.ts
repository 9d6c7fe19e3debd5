/** The phone as second factor, and the codes that replace it. */
export const phone = {
  title: 'Connect your phone',
  qrCode: 'QR code for the authenticator app',
  scan: 'Open the authenticator app on your phone, add an account and scan the picture. Then enter the six digits that the app shows.',
  typeInstead: 'No camera? Type this key into the app:',
  prove: 'Check the code',
  recoveryTitle: 'Recovery codes',
  recoveryText:
    'Without your phone, one of these codes replaces the app’s code. Each works once. They are shown only now.',
  recoveryKept: 'I have printed them or put them in a safe place',
  recoveryKeepFirst: 'Keep the codes first: they will not be shown again.',
} as const;
