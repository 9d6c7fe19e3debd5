/**
 * RFC 6238, appendix B, SHA-1, secret "12345678901234567890": seconds since the epoch and the 8-digit code, of which
 * a 6-digit code is the last six digits (RFC 4226, section 5.3).
 */
export const totpVectors = [
  { seconds: 59, code: '94287082' },
  { seconds: 1_111_111_109, code: '07081804' },
  { seconds: 1_111_111_111, code: '14050471' },
  { seconds: 1_234_567_890, code: '89005924' },
  { seconds: 2_000_000_000, code: '69279037' },
  { seconds: 20_000_000_000, code: '65353130' },
];
