/**
 * Where an attempt is. Tests count these points (one Argon2id, one commit on every failing path) and end the gate at
 * each of them; the product passes none. `argon2`: what it has made is looked at.
 */
export type ProbePoint =
  'argon2' | 'before-commit' | 'committed' | 'anchored' | 'checked' | 'prepared' | 'device-stored' | 'answering';
export type Probe = (point: ProbePoint) => void;
