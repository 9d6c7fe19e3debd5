const first = 2000;
const longest = 5 * 60_000;

/**
 * Milliseconds until the next try after so many failures in a row: doubling from 2 s to 5 min, each time a random part
 * of it, so that a thousand desks do not come back at once.
 * @param random in [0, 1).
 */
export function backOff(failures: number, random: number): number {
  const ceiling = Math.min(longest, first * 2 ** Math.min(failures - 1, 20));
  return Math.round(ceiling * (0.5 + random / 2));
}
