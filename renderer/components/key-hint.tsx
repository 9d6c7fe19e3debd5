import classes from './key-hint.module.css';

/** The key that does what stands beside it. */
export function KeyHint({ keys }: { keys: string }) {
  return <kbd className={classes.key}>{keys}</kbd>;
}
