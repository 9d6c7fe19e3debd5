import { randomFillSync } from 'node:crypto';

/**
 * Random bytes that are drawn many at a time, because a draw, of however few, takes as long as the encryption of a note.
 * @param length bytes of one piece
 * @param pieces how many of them one draw brings
 * @returns gives the next piece, each once: it is not kept here
 */
export function createRandomSupply(length: number, pieces: number): () => Uint8Array {
  let drawn: Uint8Array = new Uint8Array(0);
  let used = 0;
  return () => {
    if (used === drawn.length) {
      // Not copied from anywhere: what was given away is then nowhere else.
      drawn = randomFillSync(new Uint8Array(length * pieces));
      used = 0;
    }
    const piece = drawn.slice(used, used + length);
    drawn.fill(0, used, used + length);
    used += length;
    return piece;
  };
}
