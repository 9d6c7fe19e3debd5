/**
 * Argon2id 1.3 with one lane, from the reference implementation's own test (P-H-C/phc-winner-argon2, src/test.c).
 * RFC 9106's single vector needs associated data, which the library has no parameter for. `m` in KiB; output in hex.
 */
export const argon2idVectors = [
  {
    password: 'password',
    salt: 'somesalt',
    t: 2,
    m: 65_536,
    output: '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
  },
  {
    password: 'password',
    salt: 'somesalt',
    t: 2,
    m: 256,
    output: '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe',
  },
  {
    password: 'password',
    salt: 'somesalt',
    t: 1,
    m: 65_536,
    output: 'f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98',
  },
  {
    password: 'password',
    salt: 'somesalt',
    t: 4,
    m: 65_536,
    output: '9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c',
  },
  {
    password: 'differentpassword',
    salt: 'somesalt',
    t: 2,
    m: 65_536,
    output: '0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde',
  },
  {
    password: 'password',
    salt: 'diffsalt',
    t: 2,
    m: 65_536,
    output: 'bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c',
  },
];
