import type { Range } from './look-alikes.ts';
import type { Read } from './read.ts';

/**
 * These places with every whole row of linked numbers that comes near one of them, in all ways in which the text can be
 * read. Half a row would be no better: the rest of it could be read in another way than before.
 * @param places in order, none overlapping another
 * @returns places in order, none overlapping another
 */
export function numbersNear({ readings }: Read, places: readonly Range[], reach: number): Range[] {
  const near = readings.flatMap((groups) => {
    let next = 0;
    return rowsOf(groups).filter(({ from, to }) => {
      while (next < places.length && (places[next] as Range).to + reach < from) next++;
      const place = places[next];
      return place !== undefined && place.from - reach <= to;
    });
  });
  return united([...places, ...near]);
}

function rowsOf(groups: Read['readings'][number]): Range[] {
  const rows: Range[] = [];
  for (const { from, to, linked } of groups) {
    const last = rows.at(-1);
    if (last && linked) last.to = to;
    else rows.push({ from, to });
  }
  return rows;
}

function united(places: Range[]): Range[] {
  const out: Range[] = [];
  for (const { from, to } of places.sort((one, other) => one.from - other.from)) {
    const last = out.at(-1);
    if (last && from < last.to) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  }
  return out;
}
