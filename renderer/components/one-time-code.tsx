import { inGroups } from './groups.ts';
import classes from './one-time-code.module.css';

/** A code that one person reads to another: large, in groups. */
export function OneTimeCode({ code }: { code: string }) {
  return <output className={classes.code}>{inGroups(code)}</output>;
}
